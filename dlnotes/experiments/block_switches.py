"""The gradient by depth for every setting of three switches: skip connection, weights, batch norm."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlnotes.experiments._gradient_ratio import HE, RELU, XAVIER, measure

SKIP = {"without": dict(skip=False), "with": dict(skip=True)}
START = {"Xavier": dict(gain=XAVIER), "He": dict(gain=HE), "branch from 0": dict(gain=HE, last=0.0)}
NORM = {"without": dict(normalise=False), "with": dict(normalise=True)}
NETS = tuple(product(SKIP, START, NORM))


@dataclass(frozen=True)
class Config:
    """All but `nets` is that of `gradient_norm_by_depth`, so that nets of both have equal numbers."""

    depths: tuple = (2, 10, 20, 50, 100)  # layers of weights, two in each block
    width: int = 64
    batch: int = 64
    seeds: tuple = tuple(range(10))
    nets: tuple = NETS


def cases(config):
    return config.nets


def run_case(config, net):
    """Gradient ratios, (depths, seeds)."""
    skip, start, norm = net
    options = SKIP[skip] | START[start] | NORM[norm] | {"g": RELU}
    ratios = [
        [measure(options, depth, config.width, config.batch, seed) for seed in config.seeds]
        for depth in config.depths
    ]
    return np.array(ratios)


def collect(config, outcomes):
    """low, median and high of the ratios, (nets, depths).

    `power`, (nets,), is how the median goes with the depth at the deep end.
    """
    low, median, high = np.percentile(outcomes, [10, 50, 90], axis=2)
    depths = np.array(config.depths)
    return {
        "depths": depths,
        "low": low,
        "median": median,
        "high": high,
        "power": power(depths, median),
        "seeds": len(config.seeds),
    }


def power(depths, ratio):
    """p of ratio ~ depth^p between the two largest depths, along the last axis; nan if no gradient is left.

    A power law has the same p everywhere. For an exponential, p is proportional to the
    depth and outgrows any power.
    """
    unknown = np.full(ratio.shape[:-1], np.nan)
    change = np.divide(ratio[..., -1], ratio[..., -2], where=ratio[..., -2] > 0, out=unknown)
    return np.log(change) / np.log(depths[-1] / depths[-2])


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
