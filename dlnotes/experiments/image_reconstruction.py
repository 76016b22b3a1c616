"""One picture, and what a coordinate network with each kind of unit can draw of it, and what it makes up.

Every network is 2 → 64 → 64 → 64 → 1 (an encoding widens the 2), and every reconstruction starts black.
"""

from dataclasses import dataclass, replace

import numpy as np

from dlnotes.experiments._coordinate_net import inputs, network
from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import (
    RECIPES,
    chessboard,
    coordinates,
    greys,
    neighbour_mean,
    psnr_unseen,
    reconstruct,
)
from dlnotes.nn import Linear


@dataclass(frozen=True)
class Config:
    all: tuple = ("relu", "gaussian", "narrow")  # trained on all pixels
    half: tuple = ("relu", "gelu", "tanh", "gaussian", "narrow")  # trained on half of them
    seeds: tuple = (0, 1, 2, 3, 4)
    steps: int = 400
    snapshots: tuple = (0, 5, 20, 60, 150, 400)  # of the first seed
    size: int = 64
    width: int = 64


def drawn(recipe, pixels, seed, config):
    """`reconstruct` as it is configured."""
    sizes = dict(size=config.size, width=config.width, steps=config.steps, snapshots=config.snapshots)
    return reconstruct(recipe, pixels, seed, **sizes)


def parameters(net):
    """How many numbers the network learns."""
    return sum(param.size for param in net.params.values())


def widths(recipe, rng):
    """Standard deviation of what enters each activation at the start: a yardstick for a Gaussian's sigma."""
    x = inputs(recipe, coordinates())
    out = []
    for layer in network(recipe, rng, x.shape[1]).layers[:-1]:
        x = layer.forward(x)
        if isinstance(layer, Linear):
            out.append(x.std(axis=0).mean())
    return np.array(out)


def choose_rate(recipe, rates=(1e-3, 2e-3, 5e-3, 1e-2, 2e-2), seeds=(100, 101), config=Config()):
    """The rate with the best mean PSNR on the seen half, on seeds that are not the reported ones."""

    def fit(rate):
        return np.mean([drawn(replace(recipe, rate=rate), "half", seed, config)[0] for seed in seeds])

    return rates[int(np.argmax([fit(rate) for rate in rates]))]


def cases(config=Config()):
    """Every network that is trained: (name, pixels, seed)."""
    names = [(name, "all") for name in config.all] + [(name, "half") for name in config.half]
    return [(*pair, seed) for pair in names for seed in config.seeds]


def run_case(config, case):
    """(seen PSNR, held-out PSNR, the pictures of the first seed)."""
    name, pixels, seed = case
    seen, heldout, frames = drawn(RECIPES[name], pixels, seed, config)
    if seed != config.seeds[0]:
        return seen, heldout, None
    return seen, heldout, greys(np.stack([frames[step] for step in config.snapshots]))


def collect(config, outcomes):
    """fit: PSNR on all pixels after training on all; seen, heldout: on each half after training on one."""
    target, seen = cat(config.size), chessboard(config.size)
    constant = np.full_like(target, target.ravel()[seen].mean())
    result = {
        "picture": target,
        "snapshots": np.array(config.snapshots),
        "seeds": len(config.seeds),
        "steps": config.steps,
        "constant": psnr_unseen(constant, target),
        "neighbours": psnr_unseen(neighbour_mean(target), target),
        "pixels": target.size,
    }
    found = dict(zip(cases(config), outcomes, strict=True))
    for name, pixels in dict.fromkeys((name, pixels) for name, pixels, _ in found):
        runs = [found[name, pixels, seed] for seed in config.seeds]
        result[f"{name}_{pixels}_frames"] = runs[0][2]
        scores = {"fit": 0} if pixels == "all" else {"seen": 0, "heldout": 1}
        for measure, index in scores.items():
            values = np.array([run[index] for run in runs])
            result[f"{name}_{measure}_seeds"] = values
            result |= _spread(f"{name}_{measure}", values)
    for name in config.half:
        recipe = RECIPES[name]
        features = inputs(recipe, coordinates(2)).shape[1]
        net = network(recipe, np.random.default_rng(0), features, config.width)
        result |= {f"{name}_parameters": parameters(net), f"{name}_inputs": net.layers[0].in_features}
    first, *later = widths(RECIPES["gaussian"], np.random.default_rng(config.seeds[0]))
    return result | {"first_width": first, "later_width": np.mean(later)}


def _spread(name, values):
    return {name: np.median(values), f"{name}_low": values.min(), f"{name}_high": values.max()}


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
