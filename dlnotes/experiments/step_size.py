"""Gradient descent on ½(y − d)² from one start, for many step sizes: the paths, and the steps they need."""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import l2, l2_grad


@dataclass(frozen=True)
class Config:
    start: float = 1.5
    target: float = 1.0
    step_sizes: tuple = (0.1, 0.3, 0.5, 0.8, 1.0, 1.2, 1.5, 1.7, 1.9, 2.0, 2.1)
    shown: int = 12  # steps of each path that are kept
    tolerance: float = 1e-6  # of the error
    limit: int = 1000  # steps after which a path counts as never arriving


def run(config=Config()):
    paths = np.stack([path(size, config) for size in config.step_sizes])
    away = np.abs(paths - config.target) > config.tolerance
    y = np.linspace(-0.2, 2.2, 81)
    return {
        "step_sizes": np.array(config.step_sizes),
        "paths": paths[:, : config.shown + 1],
        "costs": np.array([[l2(at, config.target) for at in row] for row in paths[:, : config.shown + 1]]),
        "steps": away.sum(axis=1),  # the error shrinks, stands still or grows: it does not come back
        "never": away.all(axis=1),
        "limit": config.limit,
        "y": y,
        "cost": np.array([l2(at, config.target) for at in y]),
        "target": config.target,
    }


def path(size, config):
    """y before each of `limit` steps, and after the last."""
    y = [config.start]
    for _ in range(config.limit):
        y.append(y[-1] - size * float(l2_grad(y[-1], config.target)))
    return np.array(y)
