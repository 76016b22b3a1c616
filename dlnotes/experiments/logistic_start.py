"""Logistic regression that starts out wrong: steps of descent to a good classifier, KL against L2.

Labels are drawn from σ(5·x·u) for a random direction u; the weights start at −scale·u. Each loss takes, for
every seed and scale, the best step size of a grid of eight decades. All step sizes run side by side, one
column each, and a run ends when the first of them has arrived: within `slack` of the accuracy of u itself. L2
runs once more with KL's best step size.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import binary_cross_entropy_grad, l2_grad, sigmoid, sigmoid_grad


@dataclass(frozen=True)
class Config:
    seeds: tuple = (0, 1, 2, 3, 4, 5, 6)
    scales: tuple = (0, 1, 3, 6, 10)
    examples: int = 200
    features: int = 5
    sharpness: float = 5.0
    slack: float = 0.02
    smallest: float = 0.1
    largest: float = 1e7
    sizes: int = 33
    limit: int = 3000
    trained: int = 500  # steps of KL from zero, after which the outputs are looked at
    trained_step: float = 3.0


def cases(config):
    return [(seed, scale) for seed in config.seeds for scale in config.scales]


def examples(config, seed):
    """Inputs, labels, and the direction that made them."""
    rng = np.random.default_rng(seed)
    u = rng.standard_normal(config.features)
    u /= np.linalg.norm(u)
    x = rng.standard_normal((config.examples, config.features))
    d = (rng.random(config.examples) < sigmoid(config.sharpness * (x @ u))).astype(float)
    return x, d, u


def run_case(config, case):
    """(steps, step size) of KL, of L2, and of L2 with KL's step size."""
    seed, scale = case
    x, d, u = examples(config, seed)
    goal = accuracy(x @ u[:, None], d)[0] - config.slack
    grid = np.geomspace(config.smallest, config.largest, config.sizes)
    kl, l2 = (race(slope, x, d, -scale * u, grid, goal, config.limit) for slope in (kl_slope, l2_slope))
    return [kl, l2, race(l2_slope, x, d, -scale * u, np.array([kl[1]]), goal, config.limit)]


def race(slope, x, d, start, grid, goal, limit):
    weights = np.repeat(start[:, None], len(grid), axis=1)  # (features, sizes)
    targets = np.repeat(d[:, None], len(grid), axis=1)
    for n in range(limit):
        z = x @ weights  # (examples, sizes)
        right = accuracy(z, d)
        if right.max() >= goal:
            return n, grid[right.argmax()]
        weights = weights - grid * (x.T @ slope(z, targets))
    return limit, np.nan


def kl_slope(z, d):
    return binary_cross_entropy_grad(z, d)


def l2_slope(z, d):
    return l2_grad(sigmoid(z), d) * sigmoid_grad(z)


def accuracy(z, d):
    return ((z > 0) == (d[:, None] > 0)).mean(axis=0)


def collect(config, outcomes):
    # seed, scale, run, (steps, size)
    table = np.array(outcomes).reshape(len(config.seeds), len(config.scales), 3, 2)
    out = {"scales": np.array(config.scales), "table": table}
    for loss, name in enumerate(("kl", "l2", "same")):
        steps, sizes = table[:, :, loss, 0], table[:, :, loss, 1]
        for column, scale in enumerate(config.scales):
            out[f"{name}_{scale}"] = np.median(steps[:, column])
            out[f"{name}_{scale}_least"] = steps[:, column].min()
            out[f"{name}_{scale}_most"] = steps[:, column].max()
            out[f"{name}_{scale}_size"] = np.median(sizes[:, column])
    out["largest_used"] = np.nanmax(table[..., 1])
    outputs, labels = zip(*(answers(config, seed) for seed in config.seeds))
    out |= {"outputs": np.array(outputs), "labels": np.array(labels)}
    return out | {"seeds": len(config.seeds), "examples": config.examples, "limit": config.limit}


def answers(config, seed):
    """(outputs, labels) of the examples after a training with KL."""
    x, d, _ = examples(config, seed)
    weights = np.zeros((config.features, 1))
    for _ in range(config.trained):
        weights -= config.trained_step * (x.T @ kl_slope(x @ weights, d[:, None]))
    return sigmoid(x @ weights)[:, 0], d


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
