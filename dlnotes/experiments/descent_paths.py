"""Gradient descent on ½(y − d)² with step sizes up to and beyond the threshold, then on KL in Y itself.

On y the error is multiplied by 1 − η in every step. On the weights of a neuron the threshold 2 becomes 2/‖x‖², on a
batch 2/λmax of XᵀX/n. On KL there is no threshold that helps: a step of any size can leave [0, 1].
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import SGD, Linear, kl_grad, l2_grad


@dataclass(frozen=True)
class Config:
    start: float = 1.5
    target: float = 1.0
    step_sizes: tuple = (0.1, 0.5, 1.0, 1.5, 1.9, 1.99, 2.0, 2.01, 2.1)
    shown: int = 12  # steps of each path that the figure draws
    tolerance: float = 1e-6
    limit: int = 1500
    late: int = 1000  # the step at which a path that never arrives is asked where it is
    x: tuple = (1.0, 2.0, 3.0)  # the input of the single neuron
    examples: int = 64
    margin: float = 0.01  # how far below and above a threshold the runs stand
    steps: int = 400
    seeds: tuple = (0, 1, 2, 3, 4)
    kl_start: float = 0.9
    kl_step: float = 0.1
    kl_shown: int = 8


def run(config=Config()):
    return {**on_output(config), **on_neuron(config), **on_batch(config), **on_kl(config)}


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
    return {
        "step_sizes": lr[0],
        "paths": np.concatenate(paths)[: config.shown + 1].T,  # (K, steps)
        **steps,
        **errors,
    }


def on_neuron(config):
    """One neuron without bias, one example: threshold 2/‖x‖²."""
    x = np.array([config.x])
    threshold = 2 / np.sum(x * x)
    d = np.array([[config.target]])
    below, above = (error_ratio(x, d, threshold * (1 + side), config, 0) for side in (-config.margin, config.margin))
    return {"neuron_threshold": threshold, "neuron_below": below, "neuron_above": above}


def on_batch(config):
    """A batch per seed, targets that some weights meet exactly: threshold 2/λmax(XᵀX/n)."""
    thresholds, below, above = [], [], []
    for seed in config.seeds:
        rng = np.random.default_rng(seed)
        x = rng.standard_normal((config.examples, len(config.x)))
        d = x @ rng.standard_normal((len(config.x), 1))
        threshold = 2 / np.linalg.eigvalsh(x.T @ x / len(x)).max()
        thresholds.append(threshold)
        below.append(error_ratio(x, d, threshold * (1 - config.margin), config, seed))
        above.append(error_ratio(x, d, threshold * (1 + config.margin), config, seed))
    return {
        "batch_thresholds": thresholds,
        "batch_below": below,
        "batch_above": above,
        "batch_below_worst": max(below),
        "batch_above_least": min(above),
    }


def error_ratio(x, d, lr, config, seed):
    """‖y − d‖ after the last step over ‖y − d‖ before the first."""
    neuron = Linear(x.shape[1], 1, bias=False, rng=np.random.default_rng([seed, 1]), dtype=np.float64)
    optimiser = SGD(neuron.params, lr)
    first = np.linalg.norm(neuron.forward(x) - d)
    for _ in range(config.steps):
        neuron.backward(l2_grad(neuron.forward(x), d))
        optimiser.step(neuron.grads)
    return np.linalg.norm(neuron.forward(x) - d) / first


def on_kl(config):
    """d = 1. `kl_grad` refuses a Y outside [0, 1]; past the edge the path follows the bare formula −1/Y."""
    y = [config.kl_start]
    for _ in range(config.kl_shown):
        slope = kl_grad(y[-1], 1) if y[-1] <= 1 else -1 / y[-1]
        y.append(y[-1] - config.kl_step * float(slope))
    return {
        "kl_path": y,
        "kl_second": y[1],
        "kl_third": y[2],
        "kl_leap": 0.05 - 0.5 * float(kl_grad(0.05, 1)),
        "kl_inside": sum(value <= 1 for value in y),
    }
