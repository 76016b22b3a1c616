"""How many steps of descent bring σ(z) back from a confidently wrong logit, under KL and under L2.

One parameter z, output Y = σ(z), label 1: descent with step size 1 for both, then Adam. Nothing is random.
"""

import math
from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._logit_slopes import FAST, SLOPES
from dlnotes.nn import Adam, sigmoid


@dataclass(frozen=True)
class Config:
    starts: tuple = tuple(range(0, -13, -1))
    goal: float = 0.95
    limit: int = 400_000
    rates: tuple = (0.1,)  # Adam's
    adam_limit: int = 10_000
    furthest: int = -25  # where L2's slope is smaller than Adam's ε


def run(config=Config()):
    return {**same_step(config), **with_adam(config)}


def same_step(config):
    """Step size 1, d = 1: steps until Y > goal."""
    out = {"starts": np.array(config.starts)}
    for name in SLOPES:
        needed = [count(FAST[name], float(z), 1.0, config) for z in config.starts]
        out[f"{name}_steps"] = needed
        out |= {f"{name}_{-z}": n for z, n in zip(config.starts, needed)}
    return out


def count(slope, z, lr, config):
    """Steps of descent from z until σ(z) > goal; `slope` takes exp(−z)."""
    goal = math.log(config.goal / (1 - config.goal))
    for n in range(config.limit):
        if z > goal:
            return n
        z -= lr * slope(math.exp(-z))
    return config.limit


def with_adam(config):
    """Adam scales each parameter's steps by itself, so a vector of starts is a family of independent runs."""
    out = {}
    for rate in config.rates:
        for name, slope in SLOPES.items():
            starts = np.array([*config.starts, config.furthest])
            params = {"z": starts.astype(float)}
            optimiser, needed = Adam(params, rate), np.full(len(starts), config.adam_limit)
            for n in range(config.adam_limit):
                arrived = sigmoid(params["z"]) > config.goal
                needed[arrived] = np.minimum(needed[arrived], n)
                if arrived.all():
                    break
                optimiser.step({"z": slope(params["z"], 1.0)})
            key = f"{name}_adam_{rate:g}".replace(".", "_")
            out[key] = needed[:-1]
            out |= {f"{key}_at_{-z}": n for z, n in zip(starts, needed) if z in (-10, config.furthest)}
    return out
