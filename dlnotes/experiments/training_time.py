"""Units and inputs of a coordinate network, each trained for a short or a long time, on two pictures.

Every length of training is a run of its own with a rate that falls to zero at its end, so that no network is
looked at half way. Half of the pixels are given, on a chessboard. A few networks draw larger pictures, of
which all pixels are given: how long it takes depends on how much there is to draw.
"""

from dataclasses import dataclass, replace

import numpy as np

from dlnotes.experiments._coordinate_net import Recipe, inputs, network, train
from dlnotes.experiments._hopper import hopper
from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import chessboard, coordinates, neighbour_mean, psnr_unseen
from dlnotes.nn import psnr

PICTURES = {"cat": cat, "photograph": hopper}

# Chosen on seeds from 100 to 103 for the mean of both pictures after 400 steps, with rates of 5, 10 and
# 20 · 10⁻³: for ReLU, GELU and tanh the one that draws the seen pixels best; for the other two what draws the
# unseen pixels best, of 1, 2 and 3 octaves and of σ = 0.1, 0.15, 0.2, 0.3 and 0.4. Where the best rate was at
# the end of the grid, the grid went on until it was not: to 80 for GELU and to 1.25 for the Gaussian.
RECIPES = {
    "relu": Recipe("relu", 1e-2),
    "gelu": Recipe("gelu", 4e-2),
    "tanh": Recipe("tanh", 1e-2),
    "encoding": Recipe("relu", 1e-2, bands=2),
    "gaussian": Recipe("gaussian", 2.5e-3, sigma=0.15),
}
REPEATED = replace(RECIPES["relu"], copies=4)  # as many inputs as the encoding has


@dataclass(frozen=True)
class Config:
    steps: tuple = (100, 400, 2000)
    short: int = 400  # how long the network with repeated coordinates is trained
    seeds: tuple = (500, 501, 502, 503, 504)  # none was used in choosing
    size: int = 32
    large: tuple = (("relu", 500), ("relu", 501), ("gaussian", 500))  # with all pixels, for the longest time
    large_size: int = 64
    width: int = 64


def cases(config=Config()):
    """(picture, seed) on the chessboard; (picture, seed, network) with all pixels of a large picture."""
    half = [(picture, seed) for picture in PICTURES for seed in config.seeds]
    return [*half, *((picture, seed, name) for picture in PICTURES for name, seed in config.large)]


def run_case(config, case):
    """{(network, steps): (PSNR on seen, PSNR on unseen pixels)}; of a large picture, the PSNR."""
    picture, seed, *large = case
    if large:
        return _large(config, picture, RECIPES[large[0]], seed)
    grey, xy = PICTURES[picture](config.size).reshape(-1, 1), coordinates(config.size)
    seen, found = chessboard(config.size), {}
    for name, recipe, steps in _runs(config):
        x = inputs(recipe, xy)
        net = network(recipe, np.random.default_rng(seed), x.shape[1], config.width)
        drawn = train(net, recipe, x[seen], grey[seen], steps).forward(x)
        found[name, steps] = psnr(drawn[seen], grey[seen]), psnr(drawn[~seen], grey[~seen])
    return found


def _large(config, picture, recipe, seed):
    grey, xy = PICTURES[picture](config.large_size).reshape(-1, 1), coordinates(config.large_size)
    net = network(recipe, np.random.default_rng(seed), width=config.width)
    return psnr(train(net, recipe, xy, grey, max(config.steps)).forward(xy), grey)


def _runs(config):
    """(name, recipe, steps) of each training of a picture and seed."""
    runs = [(name, recipe, steps) for name, recipe in RECIPES.items() for steps in config.steps]
    return [*runs, ("repeated", REPEATED, config.short)]


def collect(config, outcomes):
    """For each picture and network: `…_seen` and `…_unseen` (steps, seeds), and the median at each length.

    `…_large` (seeds,) are the scores of the large pictures.
    """
    found = dict(zip(cases(config), outcomes, strict=True))
    result = {"steps": np.array(config.steps), "seeds": len(config.seeds), "large": config.large_size}
    for picture, draw in PICTURES.items():
        target = draw(config.size)
        result |= {picture: target, f"{picture}_neighbours": psnr_unseen(neighbour_mean(target), target)}
        for name in (*RECIPES, "repeated"):
            lengths = config.steps if name in RECIPES else (config.short,)
            scores = np.array(
                [[found[picture, seed][name, steps] for seed in config.seeds] for steps in lengths]
            )
            for place, pixels in enumerate(("seen", "unseen")):
                result[f"{picture}_{name}_{pixels}"] = scores[..., place]
                for steps, row in zip(lengths, scores[..., place], strict=True):
                    result[f"{picture}_{name}_{pixels}_{steps}"] = np.median(row)
        for name in {name: 0 for name, _ in config.large}:
            scores = [found[picture, seed, name] for net, seed in config.large if net == name]
            result[f"{picture}_{name}_large"] = np.array(scores)
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
