"""How much of a gradient is left at the bottom of a stack: ‖∂L/∂a₀‖ / ‖∂L/∂a_L‖ before any training."""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._gradient_ratio import DEFAULT, HE, RELU, XAVIER, measure
from dlnotes.nn import sigmoid, sigmoid_grad

SIGMOID = (sigmoid, sigmoid_grad)

NETS = {
    "plain_sigmoid": dict(shortcut=False, gain=XAVIER, g=SIGMOID),
    "plain_xavier": dict(shortcut=False, gain=XAVIER, g=RELU),
    "plain_default": dict(shortcut=False, gain=DEFAULT, g=RELU),
    "plain_he": dict(shortcut=False, gain=HE, g=RELU),
    "plain_norm": dict(shortcut=False, gain=HE, g=RELU, normalise=True),
    "note_sigmoid": dict(shortcut=True, gain=XAVIER, g=SIGMOID),
    "note_xavier": dict(shortcut=True, gain=XAVIER, g=RELU),
    "note_default": dict(shortcut=True, gain=DEFAULT, g=RELU),
    "note_he": dict(shortcut=True, gain=HE, g=RELU),
    "open_sigmoid": dict(shortcut=True, gain=XAVIER, g=SIGMOID, after=False),
    "open_he": dict(shortcut=True, gain=HE, g=RELU, after=False),
    "zero": dict(shortcut=True, gain=HE, g=RELU, last=0.0),
    "norm": dict(shortcut=True, gain=HE, g=RELU, normalise=True),
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
    """Arrays (depths, seeds) of both measures."""
    pairs = [
        [measure(NETS[net], depth, config.width, config.batch, seed) for seed in config.seeds]
        for depth in config.depths
    ]
    return np.moveaxis(np.array(pairs), -1, 0)


def collect(config, outcomes):
    result, bands = {"depths": np.array(config.depths)}, []
    for net, (ratio, cosine) in zip(config.nets, outcomes, strict=True):
        low, median, high = np.percentile(ratio, [10, 50, 90], axis=1)
        bands += [high / median, median / low]
        result |= {f"{net}_low": low, f"{net}_median": median, f"{net}_high": high}
        result |= {f"{net}_{depth}": median[i] for i, depth in enumerate(config.depths)}
        result[f"{net}_cosine_{config.depths[-1]}"] = np.median(cosine[-1])
    result |= {"widest_band": np.max(bands), "seeds": len(config.seeds)}
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
