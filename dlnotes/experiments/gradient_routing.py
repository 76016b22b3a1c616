"""What gates do to a gradient: difference quotients, and the backward of the real layers."""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._scanner import WINDOW, by_copy, flat, output_size, scanner, sharing, unroll
from dlnotes.nn import Conv1d, Linear

# A gate takes a vector and gives a number.
GATES = {"add": np.sum, "max": np.max, "multiply": np.prod}


@dataclass(frozen=True)
class Config:
    inputs: tuple = (3.0, -1.0)
    upstream: float = 2.0
    units: tuple = (3.0, -1.0, 2.0, 0.5)  # what four lower units said
    weights: tuple = (-0.5, 1.5, 0.25, 1.0)  # of the filter that reads them
    seeds: tuple = tuple(range(100))


def slopes(gate, x, step=2.0**-10):
    """Central difference quotients; with a power of two for the step they are exact for the gates above."""
    x = np.asarray(x, float)
    nudges = step * np.eye(len(x))
    return np.array([(gate(x + nudge) - gate(x - nudge)) / (2 * step) for nudge in nudges])


def run(config=Config()):
    return _gates(config) | _filter(config) | _sharing(config) | _one_weight()


def _gates(config):
    result = {"inputs": config.inputs, "upstream": config.upstream}
    for name, gate in GATES.items():
        received = config.upstream * slopes(gate, config.inputs)
        result[f"{name}_out"] = gate(np.array(config.inputs))
        result |= {f"{name}_received": received, f"{name}_total": received.sum()}
        result |= {f"{name}_received_{i}": value for i, value in enumerate(received, 1)}
    return result


def _filter(config):
    """A filter of width 1 that reads four channels: the weighted sum of the four units at one position."""
    units, weights = np.array(config.units), np.array(config.weights)
    out, received = _through_filter(units, weights, config.upstream)
    drawn = np.array([np.random.default_rng([seed, 1]).normal(size=4) for seed in config.seeds])
    drawn_received = [_through_filter(np.ones(4), row, config.upstream)[1] for row in drawn]
    # A filter for each unit, which reads no other.
    alone = [_through_filter(np.ones(1), weight, config.upstream)[1] for weight in drawn.reshape(-1, 1)]
    return {
        "units": config.units,
        "weights": config.weights,
        "filter_out": out.item(),
        "filter_received": received,
        **{f"filter_received_{i}": value for i, value in enumerate(received, 1)},
        "filter_total": received.sum(),
        "drawn_weights": drawn,
        "drawn_received": np.array(drawn_received),
        "drawn_alone": np.array(alone).reshape(drawn.shape),
    }


def _through_filter(units, weights, upstream):
    """(what a filter says of the units it reads, what they receive from it), by the real layer."""
    conv = Conv1d(len(units), 1, kernel_size=1, bias=False, rng=np.random.default_rng(0), dtype=np.float64)
    conv.params["weight"] = weights.reshape(1, -1, 1)
    out = conv.forward(units.reshape(1, -1, 1))
    return out, conv.backward(np.full_like(out, upstream)).ravel()


def _sharing(config):
    """The note's network and its twin without sharing: the same wires, every copy its own parameter."""
    pairs = [_pair(seed) for seed in config.seeds]
    arrays = {name: np.array([pair[name] for pair in pairs]) for name in pairs[0]}
    astray = arrays["input_gradient"] != arrays["input_gradient_untied"]
    wrong_sums = wrong_means = compared = 0
    for layer in (1, 2, 3):
        shared, copies = arrays[f"shared_gradient_{layer}"], arrays[f"copies_gradient_{layer}"]
        wrong_sums += np.count_nonzero(copies.sum(axis=2) != shared)
        wrong_means += np.count_nonzero(copies.mean(axis=2) != shared)
        compared += shared.size
        biases = arrays.pop(f"shared_bias_{layer}"), arrays.pop(f"copies_bias_{layer}")
        wrong_sums += np.count_nonzero(biases[1].sum(axis=1) != biases[0])
    return arrays | {
        "sharing_seeds": len(config.seeds),
        "sum_compared": compared,
        "sum_mismatches": wrong_sums,
        "mean_mismatches": wrong_means,
        "input_gradient_mismatches": np.count_nonzero(astray),
    }


def _pair(seed):
    """The gradients of one network and of its twin, with whole numbers, so that every sum is exact."""
    rng = np.random.default_rng(seed)
    stack = scanner(rng)
    for name, value in stack.params.items():
        stack.params[name] = rng.integers(-3, 4, value.shape).astype(float)
    twin = unroll(stack, WINDOW)
    x = rng.integers(-9, 10, (1, 1, WINDOW)).astype(float)
    upstream = np.ones_like(stack.forward(x))
    twin.forward(flat(x))
    found = {
        "input_gradient": flat(stack.backward(upstream))[0],
        "input_gradient_untied": twin.backward(flat(upstream))[0],
        "input_gradient_astray": _astray(stack, x, rng)[0],
    }
    size = WINDOW
    for layer, (conv, dense) in enumerate(zip(stack.layers[::2], twin.layers[::2]), 1):
        found[f"shared_gradient_{layer}"] = conv.grads["weight"].ravel()
        found[f"copies_gradient_{layer}"] = by_copy(dense.grads["weight"], sharing(conv, size))
        found[f"shared_bias_{layer}"] = conv.grads["bias"]
        found[f"copies_bias_{layer}"] = dense.grads["bias"].reshape(-1, conv.out_channels)
        size = output_size(conv, size)
    return found


def _astray(stack, x, rng):
    """∂(sum of outputs)/∂x of the twin if its copies have values of their own."""
    twin = unroll(stack, WINDOW)
    for name, value in twin.params.items():
        if name.endswith("weight"):
            twin.params[name] = value + (value != 0) * rng.integers(-1, 2, value.shape)
    return twin.backward(np.ones_like(twin.forward(flat(x))))


def _one_weight():
    """Filter (w₁, w₂) of stride 2 over eight numbers: four positions, four gradients of w₁, one sum."""
    conv = Conv1d(1, 1, kernel_size=2, stride=2, bias=False, rng=np.random.default_rng(0), dtype=np.float64)
    x = np.array([3.0, 1.0, -2.0, 5.0, 4.0, 0.0, -1.0, 2.0])
    conv.forward(x.reshape(1, 1, -1))
    numbers = sharing(conv, WINDOW)
    dense = Linear(*numbers.T.shape, bias=False, rng=np.random.default_rng(0), dtype=np.float64)
    dense.forward(x[None])
    upstream = np.array([1.0, 0.0, -1.0, 0.0])  # with weights 1, −2 a ReLU is on at these two places
    conv.backward(upstream.reshape(1, 1, -1))
    dense.backward(upstream[None])
    copies = by_copy(dense.grads["weight"], numbers)
    return {"one_weight_copies": copies[0], "one_weight_shared": conv.grads["weight"].ravel()[0]}
