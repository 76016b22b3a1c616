"""Gradient descent on ½(y − d)² with step sizes up to and beyond the threshold, then on KL in Y itself.

On y the error is multiplied by 1 − η in every step. On the weights of a neuron the threshold 2 becomes
2/‖x‖², on a batch 2/λmax of XᵀX/n. Moving every weight by y − d itself, the slope in the output, is tried
beside it. On KL there is no threshold that helps: a step of any size can leave [0, 1].
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import SGD, Linear, kl_grad, l2, l2_grad


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
    on_y_starts: tuple = (0.05, 0.1, 0.3, 0.5, 0.7, 0.95)
    on_y_sizes: tuple = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
    on_y_soft: float = 0.9  # a label inside (0, 1)
    on_y_edge: float = (
        0.001  # a clipped Y stays this far from 0 and 1, where KL's slope is infinite, if the label is soft
    )
    on_y_near: float = 0.01
    on_y_limit: int = 8000


def run(config=Config()):
    return {**on_output(config), **on_neuron(config), **on_batch(config), **on_kl(config), **on_y(config)}


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
    weights, nudges = np.array([[0.5, 0.5, 0.0]]).T, 1e-6 * np.eye(len(config.x))[:, :, None]
    measured = [(l2(x @ (weights + n), d) - l2(x @ (weights - n), d)) / 2e-6 for n in nudges]
    return {
        "neuron_threshold": threshold,
        "neuron_below": error_ratio(x, d, threshold * (1 - config.margin), config, 0),
        "neuron_above": error_ratio(x, d, threshold * (1 + config.margin), config, 0),
        "neuron_x": x[0],
        "neuron_error": (x @ weights - d)[0, 0],
        "neuron_slopes": measured,  # of the divergence in each weight, by differences
    }


def on_batch(config):
    """A batch per seed, targets that some weights meet exactly: threshold 2/λmax(XᵀX/n)."""
    found = [one_batch(config, seed) for seed in config.seeds]
    result = {name: [batch[name] for batch in found] for name in found[0]}
    return result | {
        "batch_below_worst": max(result["batch_below"]),
        "batch_above_least": min(result["batch_above"]),
        "batch_by_weight_worst": max(result["batch_by_weight"]),
        "batch_by_output_least": min(result["batch_by_output"]),
        "batch_steps": config.steps,
        "batch_margin": config.margin,
        "batch_examples": config.examples,
        "seeds": len(config.seeds),
    }


def one_batch(config, seed):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((config.examples, len(config.x)))
    d = x @ rng.standard_normal((len(config.x), 1))
    curvatures, directions = np.linalg.eigh(x.T @ x / len(x))
    threshold = 2 / curvatures.max()
    off = directions.T @ (start_weights(x, seed) - solution(x, d))
    return {
        "batch_thresholds": threshold,
        "batch_eigenvalues": curvatures,
        "batch_shares": curvatures * off[:, 0] ** 2,  # of the squared error at the start, up to a factor
        "batch_by_weight": error_ratio(x, d, threshold / 2, config, seed),
        "batch_by_output": error_ratio(x, d, threshold / 2, config, seed, of_the_output=True),
        "batch_below": error_ratio(x, d, threshold * (1 - config.margin), config, seed),
        "batch_above": error_ratio(x, d, threshold * (1 + config.margin), config, seed),
    }


def neuron_of(x, seed):
    return Linear(x.shape[1], 1, bias=False, rng=np.random.default_rng([seed, 1]), dtype=np.float64)


def start_weights(x, seed):
    return neuron_of(x, seed).params["weight"].T


def solution(x, d):
    return np.linalg.lstsq(x, d, rcond=None)[0]


def error_ratio(x, d, lr, config, seed, of_the_output=False):
    """‖y − d‖ after the last step over ‖y − d‖ before the first.

    `of_the_output` moves every weight by the mean of y − d.
    """
    neuron = neuron_of(x, seed)
    optimiser = SGD(neuron.params, lr)
    first = np.linalg.norm(neuron.forward(x) - d)
    for _ in range(config.steps):
        neuron.backward(l2_grad(neuron.forward(x), d))
        dweight = neuron.grads["weight"]
        if of_the_output:
            dweight = np.full_like(dweight, (neuron.forward(x) - d).mean())
        optimiser.step({"weight": dweight})
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


def on_y(config):
    """Y itself is moved, from every start with every step size, in three ways: steps (starts, sizes)."""
    grid = np.meshgrid(config.on_y_starts, config.on_y_sizes, indexing="ij")
    starts, sizes = (axis.ravel() for axis in grid)
    shape, soft, edge = grid[0].shape, config.on_y_soft, config.on_y_edge
    slopes = {"kl": lambda y: -1 / y, "l2": lambda y: y - 1}
    soft_slopes = {
        "kl": lambda y: (y - soft) / np.maximum(y * (1 - y), edge * (1 - edge)),
        "l2": lambda y: y - soft,
    }
    out = {"on_y_limit": config.on_y_limit, "on_y_runs": len(starts)}
    for name, slope in slopes.items():
        free = free_steps(slope, starts, sizes, config)
        hard = clipped_steps(slope, starts, sizes, 1.0, edge, 1.0, config)
        inside = clipped_steps(soft_slopes[name], starts, sizes, soft, edge, 1 - edge, config)
        worst = inside.reshape(shape).max(axis=0)
        out |= {
            f"on_y_{name}": free.reshape(shape),
            f"on_y_{name}_clipped": hard.reshape(shape),
            f"on_y_{name}_soft": inside.reshape(shape),
            f"on_y_{name}_soft_best": worst.min(),  # one step size for all starts, the slowest of them
            f"on_y_{name}_soft_size": config.on_y_sizes[worst.argmin()],
        }
    return out | {"on_y_kl_arrived": (out["on_y_kl"] < config.on_y_limit).sum()}


def free_steps(slope, y, lr, config):
    """Steps until Y comes to rest within `on_y_near` of 1; the limit if it has left [0, 1] before."""
    needed, left = np.zeros(len(y), dtype=int), np.zeros(len(y), dtype=bool)
    for n in range(config.on_y_limit):
        left |= (y < 0) | (y > 1)
        needed[np.abs(y - 1) > config.on_y_near] = n + 1
        y = y - lr * slope(y)
    return np.where(left, config.on_y_limit, needed)


def clipped_steps(slope, y, lr, d, low, high, config):
    """Steps until Y stays within `on_y_near` of d, each step cut off at the ends of [low, high]."""
    needed = np.zeros(len(y), dtype=int)
    for n in range(config.on_y_limit):
        needed[np.abs(y - d) > config.on_y_near] = n + 1
        y = np.clip(y - lr * slope(y), low, high)
    return needed
