"""What gates do to a gradient, asked of the gates: difference quotients, and the backward of the real layers."""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments.scanning_mlp import WINDOW, flat, scanner, sharing, unroll
from dlnotes.nn import Conv1d, Linear

# A gate takes a vector and gives a number.
GATES = {"add": np.sum, "max": np.max, "multiply": np.prod, "mean": np.mean}


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
    return _gates(config) | _filter(config) | _sharing(config)


def _gates(config):
    result = {"inputs": config.inputs, "upstream": config.upstream}
    for name, gate in GATES.items():
        received = config.upstream * slopes(gate, config.inputs)
        result |= {
            f"{name}_out": gate(np.array(config.inputs)),
            f"{name}_received": received,
            f"{name}_total": received.sum(),
        }
        result |= {f"{name}_received_{i}": value for i, value in enumerate(received, 1)}
    return result


def _filter(config):
    """A filter of width 1 that reads four channels: the weighted sum of the four units at one position."""
    conv = Conv1d(
        len(config.units), 1, kernel_size=1, bias=False, rng=np.random.default_rng(0), dtype=np.float64
    )
    conv.params["weight"] = np.array(config.weights).reshape(1, -1, 1)
    out = conv.forward(np.array(config.units).reshape(1, -1, 1))
    received = conv.backward(np.full_like(out, config.upstream)).ravel()
    result = {
        "units": config.units,
        "weights": config.weights,
        "filter_out": out.item(),
        "filter_received": received,
    }
    result |= {f"filter_received_{i}": value for i, value in enumerate(received, 1)}
    weights = np.array(config.weights)
    result["filter_mean_received"] = config.upstream * slopes(
        lambda a: np.mean(weights * a), config.units
    )  # if it split
    result["equal_filter_received"] = _received_by_four(np.full(4, config.weights[0]), config.upstream)
    drawn = [np.random.default_rng([seed, 1]).normal(size=4) for seed in config.seeds]
    result |= {
        "drawn_weights": np.array(drawn),
        "drawn_received": np.array([_received_by_four(w, config.upstream) for w in drawn]),
    }
    return result | {"filter_total": received.sum()}


def _received_by_four(weights, upstream):
    """What four filters receive from the one above them that reads all four, by the backward of the real layer."""
    conv = Conv1d(4, 1, kernel_size=1, bias=False, rng=np.random.default_rng(0), dtype=np.float64)
    conv.params["weight"] = weights.reshape(1, 4, 1)
    conv.forward(np.ones((1, 4, 1)))
    return conv.backward(np.full((1, 1, 1), upstream)).ravel()


def _sharing(config):
    """The note's network and its twin without sharing: same weights, same wires, every copy a parameter of its own."""
    wrong_sums = wrong_weight = wrong_bias = wrong_inputs = compared = 0
    arrays = {"input_gradient": [], "input_gradient_untied": [], "input_gradient_astray": []}
    arrays |= {
        f"{kind}_{layer}": [] for kind in ("shared_gradient", "copies_gradient") for layer in (1, 2, 3)
    }
    for seed in config.seeds:
        rng = np.random.default_rng(seed)
        stack = scanner(rng)
        for name, value in stack.params.items():
            stack.params[name] = rng.integers(-3, 4, value.shape).astype(float)
        twin = unroll(stack, WINDOW)
        x = rng.integers(-9, 10, (1, 1, WINDOW)).astype(float)
        upstream = np.ones_like(stack.forward(x))
        twin.forward(flat(x))
        dx, dx_twin = stack.backward(upstream), twin.backward(flat(upstream))
        wrong_inputs += np.count_nonzero(flat(dx) != dx_twin)
        for name, gradient in (("", flat(dx)), ("_untied", dx_twin), ("_astray", _astray(stack, x, rng))):
            arrays[f"input_gradient{name}"].append(gradient[0])
        size = WINDOW
        for layer, (conv, dense) in enumerate(zip(stack.layers[::2], twin.layers[::2]), 1):
            numbers = sharing(conv, size)
            copies = by_copy(dense.grads["weight"], numbers)
            arrays[f"shared_gradient_{layer}"].append(conv.grads["weight"].ravel())
            arrays[f"copies_gradient_{layer}"].append(copies)
            wrong_weight += np.count_nonzero(copies.sum(axis=1) != conv.grads["weight"].ravel())
            wrong_sums += np.count_nonzero(copies.mean(axis=1) != conv.grads["weight"].ravel())
            compared += len(copies)
            wrong_bias += np.count_nonzero(
                dense.grads["bias"].reshape(-1, conv.out_channels).sum(axis=0) != conv.grads["bias"]
            )
            size = size // conv.stride
    return (
        {name: np.array(gradients) for name, gradients in arrays.items()}
        | {
            "sharing_seeds": len(config.seeds),
            "sum_compared": compared,
            "sum_mismatches": wrong_weight + wrong_bias,
            "mean_mismatches": wrong_sums,
            "input_gradient_mismatches": wrong_inputs,
        }
        | _one_weight()
    )


def _astray(stack, x, rng):
    """∂(sum of outputs)/∂x of the twin if its copies have values of their own."""
    twin = unroll(stack, WINDOW)
    for name, value in twin.params.items():
        if name.endswith("weight"):
            twin.params[name] = value + (value != 0) * rng.integers(-1, 2, value.shape)
    return twin.backward(np.ones_like(twin.forward(flat(x))))


def by_copy(weight, numbers):
    """(weights, copies): row i holds the copies of weight i + 1, by position."""
    return np.array([weight[numbers == number] for number in range(1, numbers.max() + 1)])


def _one_weight():
    """Filter (w₁, w₂) of stride 2 over eight numbers: four positions, four gradients of w₁, one sum."""
    conv = Conv1d(1, 1, kernel_size=2, stride=2, bias=False, rng=np.random.default_rng(0), dtype=np.float64)
    x = np.array([3.0, 1.0, -2.0, 5.0, 4.0, 0.0, -1.0, 2.0])
    conv.forward(x.reshape(1, 1, -1))
    numbers = sharing(conv, WINDOW)
    dense = Linear(*numbers.T.shape, bias=False, rng=np.random.default_rng(0), dtype=np.float64)
    dense.forward(x[None])
    upstream = np.array([1.0, 2.0, -1.0, 1.0])
    conv.backward(upstream.reshape(1, 1, -1))
    dense.backward(upstream[None])
    copies = by_copy(dense.grads["weight"], numbers)
    return {"one_weight_copies": copies[0], "one_weight_shared": conv.grads["weight"].ravel()[0]}
