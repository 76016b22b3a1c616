"""The way back from each of many starting logits: Y = σ(z) after each step, for each loss and optimiser.

One parameter z and the label 1, as in `confident_start`, which counts the steps. Nothing is random.
"""

import math
from dataclasses import dataclass
from itertools import islice

import numpy as np

from dlnotes.experiments._logit_slopes import FAST, SLOPES
from dlnotes.nn import Adam, sigmoid


@dataclass(frozen=True)
class Config:
    starts: tuple = tuple(float(z) for z in range(-12, 3))
    rates: tuple = (0.1,)  # Adam's; plain descent has step size 1
    goal: float = 0.95
    first: int = 20  # the steps whose Y is kept: all of these, and then …
    decade: int = 24  # … so many for each power of ten
    limit: int = 400_000


def run(config=Config()):
    """Per loss its slope over `z` and at each start, and what `recover` found, a row per optimiser."""
    z, starts = np.linspace(-12.5, 4.5, 137), np.array(config.starts)
    out = {"starts": starts, "looks": looks(config), "goal": config.goal, "z": z}
    for loss, slope in SLOPES.items():
        ways = [descend(FAST[loss], starts), *(adam(slope, starts, rate) for rate in config.rates)]
        found = [recover(way, config) for way in ways]
        out |= {f"{loss}_slope": slope(z, 1.0), f"{loss}_start_slope": slope(starts, 1.0)}
        out |= {f"{loss}_{part}": np.stack([one[part] for one in found]) for part in found[0]}
    return out


def optimisers(config=Config()):
    """The rows of the results, in words."""
    return ("gradient descent", *(f"Adam at rate {rate:g}" for rate in config.rates))


def descend(slope, z):
    """z before the first step of size 1 and after each, for ever; `slope` takes exp(−z)."""
    while True:
        yield z
        z = z - slope(np.exp(-z))


def adam(slope, starts, rate):
    """The same for Adam, which scales each parameter's steps by itself: the starts are independent runs."""
    params = {"z": starts.copy()}
    optimiser = Adam(params, rate)
    while True:
        yield params["z"].copy()
        optimiser.step({"z": slope(params["z"], 1.0)})


def looks(config):
    """The steps whose Y is kept."""
    later = np.geomspace(1, config.limit, round(config.decade * math.log10(config.limit)))
    return np.union1d(np.arange(config.first + 1), later.round().astype(int))


def recover(states, config):
    """For each start the steps until Y > goal, Y then, and Y at the steps that are kept (then nan)."""
    column = {step: i for i, step in enumerate(looks(config))}
    goal, waiting = math.log(config.goal / (1 - config.goal)), np.full(len(config.starts), True)
    steps, landed = np.full(len(waiting), config.limit), np.full(len(waiting), np.nan)
    outputs = np.full((len(waiting), len(column)), np.nan)
    for step, z in enumerate(islice(states, config.limit)):
        arrived = waiting & (z > goal)
        if arrived.any():
            steps[arrived], landed[arrived] = step, sigmoid(z[arrived])
            waiting &= ~arrived
        if not waiting.any():
            break
        if step in column:
            outputs[waiting, column[step]] = sigmoid(z[waiting])
    return {"steps": steps, "landed": landed, "outputs": outputs}
