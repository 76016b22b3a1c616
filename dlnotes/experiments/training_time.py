"""Bare ReLU, ReLU with an encoding and a Gaussian, each trained for a short or a long time, on two pictures.

Every length of training is a run of its own with a rate that falls to zero at its end, so that no network is
looked at half way. Half of the pixels are given, on a chessboard.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._coordinate_net import Recipe, inputs, network, train
from dlnotes.experiments._hopper import hopper
from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import chessboard, coordinates, neighbour_mean, psnr_unseen
from dlnotes.nn import psnr

PICTURES = {"cat": cat, "photograph": hopper}

# Chosen on seeds 100 and 101: of the rates 5, 10 and 20 · 10⁻³ the one that drew the seen pixels best in 400
# steps, both pictures taken together; of 2, 3 and 4 octaves, and of σ = 0.1 and 0.2, the one that drew the
# unseen pixels best.
RECIPES = {
    "relu": Recipe("relu", 1e-2),
    "encoding": Recipe("relu", 1e-2, bands=2),
    "gaussian": Recipe("gaussian", 1e-2, sigma=0.2),
}
WIDER = "wider"  # bare ReLU with as many inputs as the encoding has: the coordinates, repeated


@dataclass(frozen=True)
class Config:
    steps: tuple = (100, 200, 400, 2000)
    short: int = 400  # how long the wider network is trained
    seeds: tuple = (300, 301, 302, 303, 304)  # none was used in choosing
    size: int = 32
    width: int = 64


def cases(config=Config()):
    return [(picture, seed) for picture in PICTURES for seed in config.seeds]


def run_case(config, case):
    """{(network, steps): (PSNR on seen, PSNR on unseen pixels)}."""
    picture, seed = case
    grey, xy = PICTURES[picture](config.size).reshape(-1, 1), coordinates(config.size)
    seen, found = chessboard(config.size), {}
    runs = [(name, steps) for name in RECIPES for steps in config.steps] + [(WIDER, config.short)]
    for name, steps in runs:
        recipe = RECIPES["relu" if name == WIDER else name]
        x = np.tile(xy, 2 * RECIPES["encoding"].bands) if name == WIDER else inputs(recipe, xy)
        net = network(recipe, np.random.default_rng(seed), x.shape[1], config.width)
        drawn = train(net, recipe, x[seen], grey[seen], steps).forward(x)
        found[name, steps] = psnr(drawn[seen], grey[seen]), psnr(drawn[~seen], grey[~seen])
    return found


def collect(config, outcomes):
    """For each picture and network: `…_seen` and `…_unseen` (steps, seeds), and the median at each length."""
    found = dict(zip(cases(config), outcomes, strict=True))
    result = {"steps": np.array(config.steps), "seeds": len(config.seeds), "size": config.size}
    for picture, draw in PICTURES.items():
        target = draw(config.size)
        result |= {picture: target, f"{picture}_neighbours": psnr_unseen(neighbour_mean(target), target)}
        for name in (*RECIPES, WIDER):
            lengths = (config.short,) if name == WIDER else config.steps
            scores = np.array(
                [[found[picture, seed][name, steps] for seed in config.seeds] for steps in lengths]
            )
            for place, pixels in enumerate(("seen", "unseen")):
                result[f"{picture}_{name}_{pixels}"] = scores[..., place]
                for steps, row in zip(lengths, scores[..., place], strict=True):
                    result[f"{picture}_{name}_{pixels}_{steps}"] = np.median(row)
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
