"""How much bandwidth is good: the score on unseen pixels over a Gaussian's width and over octaves.

A width means nothing by itself. It is given here in units of what enters it: the standard deviation, over the
picture, of the first layer's pre-activations before training. Two ways to start the weights and two pictures
(32×32) show what depends on them. Each network sees the white squares of a chessboard and is judged on the
black ones. One learning rate serves all. Rate and ratios were chosen on seeds 100 and 101, with the unseen
scores in view; half and double the rate left every curve with its turn, and at half of it the two middle
widths are about equal on the cat.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._coordinate_net import Recipe, inputs, network, train
from dlnotes.experiments._hopper import hopper
from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import chessboard, coordinates, neighbour_mean, psnr_unseen
from dlnotes.nn import Linear, kaiming_uniform, psnr

PICTURES = {"cat": cat, "photograph": hopper}
STARTS = ("uniform", "he")  # weights and biases U(±1/√in); He's weights with zero biases


@dataclass(frozen=True)
class Config:
    # Sigma over the standard deviation of what enters the first layer's units.
    ratios: tuple = (0.1, 0.15, 0.3, 0.6, 1.0, 3.0)
    octaves: tuple = (0, 1, 2, 4, 6)  # of the encoding, under ReLU; 0 is bare
    seeds: tuple = (0, 1, 2, 3, 4)
    size: int = 32
    width: int = 64
    steps: int = 200
    rate: float = 1e-2


def started(net, start, rng):
    """The network with the hidden layers started as named; its last layer stays zero."""
    for layer in net.layers[:-1] if start == "he" else ():
        if isinstance(layer, Linear):
            layer.params["weight"] = kaiming_uniform(layer.params["weight"].shape, rng)
            layer.params["bias"] = np.zeros_like(layer.params["bias"])
    return net


def entering(start, config=Config(), draws=20):
    """Standard deviation over the picture of what enters a unit of the first layer before training.

    The mean over units and draws.
    """
    xy, spreads = coordinates(config.size), []
    for seed in range(draws):
        rng = np.random.default_rng(seed)
        net = started(network(Recipe("gaussian", sigma=1.0), rng, width=config.width), start, rng)
        spreads.append(net.layers[0].forward(xy).std(axis=0).mean())
    return float(np.mean(spreads))


def score(recipe, start, target, seed, config=Config()):
    """(seen PSNR, unseen PSNR) of one network that was trained on the white squares."""
    rng = np.random.default_rng(seed)
    x, grey, seen = inputs(recipe, coordinates(config.size)), target.reshape(-1, 1), chessboard(config.size)
    net = network(recipe, rng, x.shape[1], config.width)
    net = started(net, start, rng) if recipe.unit == "gaussian" else net
    drawn = train(net, recipe, x[seen], grey[seen], config.steps).forward(x)
    return psnr(drawn[seen], grey[seen]), psnr(drawn[~seen], grey[~seen])


def curves(config):
    """(start, the values that are tried with it); the start "octaves" is ReLU with an encoding."""
    return [*((start, config.ratios) for start in STARTS), ("octaves", config.octaves)]


def cases(config=Config()):
    """Every network that is trained: (picture, start, ratio or octaves, seed)."""
    settings = [(start, value) for start, values in curves(config) for value in values]
    return [(name, *setting, seed) for name in PICTURES for setting in settings for seed in config.seeds]


def run_case(config, case):
    name, start, value, seed = case
    if start == "octaves":
        recipe = Recipe("relu", config.rate, bands=value)
    else:
        recipe = Recipe("gaussian", config.rate, sigma=value * entering(start, config))
    return score(recipe, start, PICTURES[name](config.size), seed, config)


def collect(config, outcomes):
    """Arrays `<picture>_<start>_seen` and `_unseen` (value, seed), and a rival that learns nothing."""
    result = {
        "ratios": np.array(config.ratios),
        "octaves": np.array(config.octaves),
        "seeds": len(config.seeds),
        "steps": config.steps,
        "size": config.size,
    }
    found = dict(zip(cases(config), outcomes, strict=True))
    for name, draw in PICTURES.items():
        target = draw(config.size)
        result[f"{name}_picture"] = target
        result[f"{name}_neighbours"] = psnr_unseen(neighbour_mean(target), target)
        for start, values in curves(config):
            scores = [[found[name, start, value, seed] for seed in config.seeds] for value in values]
            result[f"{name}_{start}_seen"], result[f"{name}_{start}_unseen"] = np.moveaxis(scores, 2, 0)
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
