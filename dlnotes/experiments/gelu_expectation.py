"""GELU as an average over draws: keep x if a standard normal draw is below it, else put 0."""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import gelu, relu


@dataclass(frozen=True)
class Config:
    seeds: tuple = (0, 1, 2, 3, 4)
    draws: int = 200_000
    places: int = 33  # from −4 to 4
    mean: float = 0.0  # of the draws; another mean is another activation


def average(x, draws):
    """The mean over the draws of x where the draw is below it, else 0."""
    return x * np.searchsorted(np.sort(draws), x) / len(draws)


def run(config=Config()):
    x = np.linspace(-4, 4, config.places)
    rngs = [np.random.default_rng(seed) for seed in config.seeds]
    averages = np.array([average(x, rng.normal(config.mean, size=config.draws)) for rng in rngs])
    gaps = abs(averages - gelu(x)).max(axis=1)
    return {
        "x": x,
        "averages": averages,
        "gelu": gelu(x),
        "relu": relu(x),
        "draws": config.draws,
        "seeds": len(config.seeds),
        "gap": np.median(gaps),
        "gap_high": gaps.max(),
        "relu_gap": abs(averages - relu(x)).max(axis=1).min(),
    }
