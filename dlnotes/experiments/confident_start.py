"""How many steps of descent bring σ(z) back from a confidently wrong logit, under KL and under L2.

One parameter z, output Y = σ(z). First a hard label d = 1 and step size 1 for both. Then each loss gets the
best step size of a wide grid, with a label of 0.9: with a hard one the minimum lies at infinity, and no step
is too long. Last, Adam. No seeds: nothing is random.
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
    soft: float = 0.9  # the label with a finite best logit
    near: float = 0.01  # arrived: |Y − soft| stays below this
    smallest: float = 0.1  # the grid of step sizes, from here …
    largest: float = 1e7  # … to here
    sizes: int = 81
    soft_limit: int = 5_000
    rates: tuple = (0.1,)  # Adam's
    adam_limit: int = 10_000
    furthest: int = -25  # where L2's slope is smaller than Adam's ε


def run(config=Config()):
    return {**same_step(config), **shared_step(config), **with_adam(config)}


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


def shared_step(config):
    """d = soft: one step size for all starts, judged by the slowest; and the best one from z = 0 alone."""
    grid, starts = step_sizes(config), np.array(config.starts, dtype=float)
    out = {"grid": grid, "sizes": len(grid)}
    for name, slope in SLOPES.items():
        steps = settled(slope, starts, grid, config)
        worst = steps.max(axis=0)
        neutral = steps[list(config.starts).index(0)]
        best = worst.argmin()
        out |= {
            f"{name}_worst": worst,
            f"{name}_shared_steps": steps[:, best],
            f"{name}_shared": worst[best],
            f"{name}_shared_size": grid[best],
            f"{name}_shared_index": best,
            f"{name}_neutral": neutral.min(),
            f"{name}_neutral_size": grid[neutral.argmin()],
        }
    return out


def settled(slope, starts, grid, config):
    """Steps after which Y stays near the soft label, (starts, sizes); the limit if it never does."""
    z = np.repeat(starts, len(grid))
    lr = np.tile(grid, len(starts))
    needed = np.zeros(len(z), dtype=int)
    for n in range(config.soft_limit):
        outside = np.abs(sigmoid(z) - config.soft) > config.near
        needed[outside] = n + 1
        z = z - lr * slope(z, config.soft)
    return needed.reshape(len(starts), len(grid))


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


def step_sizes(config):
    return np.geomspace(config.smallest, config.largest, config.sizes)
