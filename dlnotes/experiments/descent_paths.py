"""Gradient descent on ½(y − d)² with step sizes up to and beyond the threshold.

On y the error is multiplied by 1 − η in every step. On the weights of a neuron the threshold 2 becomes
2/‖x‖².
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import SGD, Linear, l2_grad


@dataclass(frozen=True)
class Config:
    start: float = 1.5
    target: float = 1.0
    step_sizes: tuple = (0.1, 0.5, 1.0, 1.5, 1.9, 1.99, 2.0, 2.01, 2.1)
    tolerance: float = 1e-6
    limit: int = 1500
    late: int = 1000  # the step at which a path that never arrives is asked where it is
    x: tuple = (1.0, 2.0, 3.0)  # the input of the single neuron
    margin: float = 0.01  # how far below and above the threshold the runs stand
    steps: int = 400


def run(config=Config()):
    return on_output(config) | on_neuron(config)


def on_output(config):
    """All step sizes side by side: a row (1, K) is one example of K outputs, so no slope carries a 1/N."""
    lr = np.array([config.step_sizes])
    y = np.full(lr.shape, config.start)
    d = np.full(lr.shape, config.target)
    paths, needed = [y], np.zeros(lr.shape[1], dtype=int)
    for _ in range(config.limit):
        y = y - lr * l2_grad(y, d)
        needed += np.abs(paths[-1] - d)[0] > config.tolerance
        paths.append(y)
    names = [f"{eta:g}".replace(".", "_") for eta in config.step_sizes]
    steps = {f"steps_{name}": n for name, n in zip(names, needed) if n < config.limit}
    late = np.abs(paths[config.late] - d)[0]
    errors = {f"error_{name}": error for name, error, n in zip(names, late, needed) if n == config.limit}
    return {"step_sizes": lr[0], **steps, **errors}


def on_neuron(config):
    """One neuron without bias, one example: threshold 2/‖x‖²."""
    x, d = np.array([config.x]), np.array([[config.target]])
    threshold = 2 / np.sum(x * x)
    return {
        "neuron_threshold": threshold,
        "neuron_below": error_ratio(x, d, threshold * (1 - config.margin), config),
        "neuron_above": error_ratio(x, d, threshold * (1 + config.margin), config),
    }


def error_ratio(x, d, lr, config):
    """‖y − d‖ after the last step over ‖y − d‖ before the first."""
    neuron = Linear(x.shape[1], 1, bias=False, rng=np.random.default_rng(0), dtype=np.float64)
    optimiser = SGD(neuron.params, lr)
    first = np.linalg.norm(neuron.forward(x) - d)
    for _ in range(config.steps):
        neuron.backward(l2_grad(neuron.forward(x), d))
        optimiser.step(neuron.grads)
    return np.linalg.norm(neuron.forward(x) - d) / first
