"""In which order a network learns the waves of a sum of sines; after Rahaman et al. (2019)."""

from dataclasses import dataclass, replace

import numpy as np

from dlnotes.experiments import _waves

# "repeated" has as many inputs as the encoding: the one coordinate, ten times.
RECIPES = _waves.RECIPES | {"repeated": replace(_waves.RECIPES["relu"], copies=10)}


@dataclass(frozen=True)
class Config:
    recipes: tuple = tuple(RECIPES)
    seeds: tuple = (0, 1, 2, 3, 4)
    frequencies: tuple = (2, 5, 9, 15, 24)
    points: int = 256
    width: int = 64
    steps: int = 1000
    looks: int = 60  # how often the shares are taken, at steps that grow by about the same factor


def looked_at(config):
    """The steps at which the shares are taken, from 1 to the last."""
    return np.unique(np.geomspace(1, config.steps, config.looks).astype(int))


def learn(recipe, seed, config=Config()):
    """The shares at the steps of `looked_at`, (steps, frequencies), and the mean squared error at the end."""
    task = config.frequencies, config.points, config.width, config.steps
    return _waves.learn(recipe, seed, *task, looks=looked_at(config))


def choose_rate(recipe, rates=(1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 4e-2), seeds=(100, 101), config=Config()):
    """The rate with the smallest mean error, on seeds that are not the reported ones."""

    def error(rate):
        return np.mean([learn(replace(recipe, rate=rate), seed, config)[1] for seed in seeds])

    return rates[int(np.argmin([error(rate) for rate in rates]))]


def cases(config=Config()):
    return [(name, seed) for name in config.recipes for seed in config.seeds]


def run_case(config, case):
    name, seed = case
    return learn(RECIPES[name], seed, config)[0]


def collect(config, outcomes):
    found = dict(zip(cases(config), outcomes, strict=True))
    result = {
        "steps": looked_at(config),
        "frequencies": np.array(config.frequencies),
        "seeds": len(config.seeds),
    }
    for name in config.recipes:
        shares = np.median([found[name, seed] for seed in config.seeds], axis=0)
        result[f"{name}_shares"] = shares
        result |= {f"{name}_{k}": share for k, share in zip(config.frequencies, shares[-1], strict=True)}
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
