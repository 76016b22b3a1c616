"""How much of a gradient is left at the bottom of a stack: ‖∂L/∂a₀‖ / ‖∂L/∂a_L‖ before any training."""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._gradient_ratio import DEFAULT, HE, RELU, XAVIER, measure
from dlnotes.nn import sigmoid, sigmoid_grad

SIGMOID = (sigmoid, sigmoid_grad)

NETS = {
    "plain_sigmoid": dict(skip=False, gain=XAVIER, g=SIGMOID),
    "plain_xavier": dict(skip=False, gain=XAVIER, g=RELU),
    "plain_default": dict(skip=False, gain=DEFAULT, g=RELU),
    "plain_he": dict(skip=False, gain=HE, g=RELU),
    "plain_norm": dict(skip=False, gain=HE, g=RELU, normalise=True),
    "note_sigmoid": dict(skip=True, gain=XAVIER, g=SIGMOID),
    "note_xavier": dict(skip=True, gain=XAVIER, g=RELU),
    "note_default": dict(skip=True, gain=DEFAULT, g=RELU),
    "note_he": dict(skip=True, gain=HE, g=RELU),
    "plain_open_sigmoid": dict(skip=False, gain=XAVIER, g=SIGMOID, after=False),
    "open_sigmoid": dict(skip=True, gain=XAVIER, g=SIGMOID, after=False),
    "norm": dict(skip=True, gain=HE, g=RELU, normalise=True),
}


@dataclass(frozen=True)
class Config:
    depths: tuple = (2, 10, 20, 50, 100)  # layers of weights, two in each block
    width: int = 64
    batch: int = 64
    seeds: tuple = tuple(range(10))
    nets: tuple = tuple(NETS)


def cases(config):
    return config.nets


def run_case(config, net):
    """Gradient ratios, (depths, seeds)."""
    ratios = [
        [measure(NETS[net], depth, config.width, config.batch, seed) for seed in config.seeds]
        for depth in config.depths
    ]
    return np.array(ratios)


def collect(config, outcomes):
    result = {"depths": np.array(config.depths), "seeds": len(config.seeds)}
    for net, ratio in zip(config.nets, outcomes, strict=True):
        low, median, high = np.percentile(ratio, [10, 50, 90], axis=1)
        result |= {f"{net}_low": low, f"{net}_median": median, f"{net}_high": high}
        result[f"{net}_{config.depths[-1]}"] = median[-1]
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
