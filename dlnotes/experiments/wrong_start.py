"""Ten classes and a start that is confidently wrong: cross-entropy against L2 behind the softmax.

The data are ten overlapping clouds. A start is random; or wrong and sure of it, trained on labels that are
all shifted by one class; or just as wrong but unsure, with the last layer of that start made small. From each
start both losses learn the right labels, by plain descent and by Adam. Rates are chosen for every cell by
itself, on seeds that are not reported. Beside it, one step of L2 in Y itself.
"""

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from dlnotes.nn import (
    SGD,
    Activation,
    Adam,
    Linear,
    Sequential,
    cross_entropy_grad,
    kaiming_normal,
    l2_grad,
    relu,
    relu_grad,
    softmax,
    softmax_grad,
)

STARTS = ("random", "wrong", "unsure")
OPTIMISERS = {"sgd": SGD, "adam": Adam}
LOSSES = ("kl", "l2", "bare")  # bare: L2 on the last layer's outputs, no softmax


@dataclass(frozen=True)
class Config:
    classes: int = 10
    features: int = 10
    spread: float = 2.2  # distance scale of the clouds' centres; each cloud has standard deviation 1
    hidden: int = 32
    examples: int = 500
    tests: int = 300
    batch: int = 50
    wrong_steps: int = 150
    factor: float = 0.1  # the unsure start's last weights, times the wrong start's
    share: float = 0.97  # goal: this share of the accuracy of the nearest-centre rule
    limit: int = 600  # steps
    hold: int = 10  # arrived: the goal is met after this many steps in a row, counted from the first of them
    sgd_rates: tuple = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
    adam_rates: tuple = (0.003, 0.01, 0.03, 0.1, 0.3)
    tuning: tuple = (100, 101, 102)
    seeds: tuple = (30, 31, 32, 33, 34, 35, 36, 37)


def l2_slope(logits, labels):
    return softmax_grad(logits, bare_slope(softmax(logits), labels))


def bare_slope(y, labels):
    return l2_grad(y, np.eye(y.shape[1], dtype=y.dtype)[labels])


SLOPES = {"kl": cross_entropy_grad, "l2": l2_slope, "bare": bare_slope}


def task(config, seed):
    """(train x, train labels, test x, test labels, accuracy to reach)"""
    rng = np.random.default_rng([seed, 0])
    centres = config.spread * rng.standard_normal((config.classes, config.features))
    total = config.examples + config.tests
    labels = rng.integers(config.classes, size=total)
    x = centres[labels] + rng.standard_normal((total, config.features))
    nearest = ((x[:, None, :] - centres) ** 2).sum(axis=2).argmin(axis=1)
    n = config.examples
    goal = config.share * (nearest[n:] == labels[n:]).mean()
    x = (x / config.spread).astype(np.float32)
    return x[:n], labels[:n], x[n:], labels[n:], goal


def network(config, seed):
    rng = np.random.default_rng([seed, 1])
    sizes = (config.features, config.hidden, config.classes)
    layers = [Linear(a, b, rng=rng) for a, b in zip(sizes, sizes[1:])]
    for layer in layers:
        layer.params["weight"][...] = kaiming_normal(layer.params["weight"].shape, rng)
        layer.params["bias"][...] = 0
    return Sequential(layers[0], Activation(relu, relu_grad), layers[1])


def steps(net, slope, optimiser, x, labels, config, seed, limit):
    """After each step of mini-batch descent, its number; ends early where a rate was too large for floats."""
    rng = np.random.default_rng([seed, 2])
    for n in range(1, limit + 1):
        rows = rng.integers(len(x), size=config.batch)
        logits = net.forward(x[rows])
        if not np.abs(logits).max() < 1e6:
            return
        net.backward(slope(logits, labels[rows]))
        optimiser.step(net.grads)
        yield n


@cache
def mistaken(config, seed):
    """A network that was trained on labels which are all shifted by one class."""
    x, labels, *_ = task(config, seed)
    net, shifted = network(config, seed), (labels + 1) % config.classes
    training = x, shifted, config, seed + 1000, config.wrong_steps
    for _ in steps(net, cross_entropy_grad, Adam(net.params, 0.01), *training):
        pass
    return net


def started(start, config, seed):
    net = network(config, seed) if start == "random" else deepcopy(mistaken(config, seed))
    if start == "unsure":
        net.params["2.weight"][...] *= config.factor
        net.params["2.bias"][...] *= config.factor
    return net


def needed(start, optimiser, loss, rate, config, seed):
    """Steps until the test accuracy meets the goal and keeps it for a while; the limit if it does not."""
    x, labels, unseen, truth, goal = task(config, seed)
    net = started(start, config, seed)
    moving, met = OPTIMISERS[optimiser](net.params, rate), 0
    for n in steps(net, SLOPES[loss], moving, x, labels, config, seed, config.limit):
        right = (net.forward(unseen).argmax(axis=1) == truth).mean()
        met = met + 1 if right >= goal else 0
        if met == config.hold:
            return n - config.hold + 1
    return config.limit


def cases(config):
    return list(product(STARTS, OPTIMISERS, LOSSES))


def run_case(config, case):
    """(rate, index of the rate in its grid, steps of every seed)"""
    grid = getattr(config, f"{case[1]}_rates")
    tried = [np.mean([needed(*case, rate, config, seed) for seed in config.tuning]) for rate in grid]
    best = int(np.argmin(tried))
    return grid[best], best, [needed(*case, grid[best], config, seed) for seed in config.seeds]


def collect(config, outcomes):
    """Arrays (starts, optimisers, losses, seeds) of steps; medians and extremes for the prose."""
    shape = len(STARTS), len(OPTIMISERS), len(LOSSES), len(config.seeds)
    steps = np.array([needed for _, _, needed in outcomes]).reshape(shape)
    result = {"steps": steps, "limit": config.limit, "seeds": len(config.seeds), "examples": config.examples}
    for case, (rate, index, needed) in zip(cases(config), outcomes):
        name = "_".join(case)
        result |= {
            name: float(np.median(needed)),
            f"{name}_least": min(needed),
            f"{name}_most": max(needed),
            f"{name}_arrived": sum(n < config.limit for n in needed),
            f"{name}_rate": rate,
            f"{name}_rate_index": index,
        }
    for start in STARTS[1:]:
        seed = config.seeds[0]
        x, labels, *_ = task(config, seed)
        Y = softmax(started(start, config, seed).forward(x).astype(np.float64))
        result[f"{start}_truth"] = np.median(Y[np.arange(len(labels)), labels])
    return result | one_step_in_y()


def one_step_in_y():
    """Where one step of size 1 on L2 in Y lands: y − (y − d), from all of [0, 1], a row for each label."""
    y, d = np.linspace(0, 1, 21), np.array([0, 0.3, 0.9, 1])
    return {"y_labels": d, "y_landed": np.array([[at - l2_grad(at, label) for at in y] for label in d])}


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
