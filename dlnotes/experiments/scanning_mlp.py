"""A scanning MLP and three convolutions: the same function, counted, compared, and slid along a signal."""

from dataclasses import dataclass
from math import prod

import numpy as np

from dlnotes.experiments._scanner import (
    WINDOW,
    convolutions,
    dilated,
    flat,
    multiplications,
    output_size,
    scanner,
    sharing,
    twin,
    unroll,
    windows,
)
from dlnotes.nn import Activation, Conv1d, Sequential, receptive_field, relu, relu_grad


@dataclass(frozen=True)
class Config:
    seeds: tuple = tuple(range(100))
    inputs: int = 16  # windows per seed
    steps: int = 64  # outputs of the long signal


def run(config=Config()):
    return _counts() | _equality(config) | _scanning(config)


def _fill(stack, rng, whole):
    """Whole numbers make every sum exact, so that == means what it says; normal ones show the rounding."""
    for name, value in stack.params.items():
        drawn = rng.integers(-3, 4, value.shape) if whole else rng.normal(size=value.shape)
        stack.params[name] = drawn.astype(value.dtype)
    return stack


def _counts():
    stack = scanner(np.random.default_rng(0))
    convs, dense_scan = convolutions(stack), dilated(stack)
    units, counts = _wires(stack, WINDOW)
    result = {"window": receptive_field(convs), "hop": prod(conv.stride for conv in convs), "units": units}
    for kind, numbers in counts.items():
        biases = sum(conv.out_channels for conv in convs) if kind in ("tied", "shared") else sum(units[1:])
        result |= {kind: sum(numbers), f"{kind}_biases": sum(numbers) + biases}
        result |= {f"{kind}_{layer}": number for layer, number in enumerate(numbers, 1)}
    result |= {f"longer_{kind}": sum(numbers) for kind, numbers in _wires(stack, 10 * WINDOW)[1].items()}
    return result | {
        "saved": result["dense"] - result["shared"],
        "by_locality": result["dense"] - result["local"],
        "by_sharing": result["local"] - result["shared"],
        # In the other order: tie the full matrices, then erase.
        "by_sharing_first": result["dense"] - result["tied"],
        "by_locality_second": result["tied"] - result["shared"],
        "two_windows": 2 * WINDOW,
        "longer_window": 10 * WINDOW,
        "cost_window": multiplications(stack, WINDOW),
        "cost_step": multiplications(dense_scan, 1001) - multiplications(dense_scan, 1000),
    }


def _wires(stack, size):
    """Units of each row, and the weights of each layer by kind.

    The kinds are dense; local; tied along the signal but not erased; and both (shared).
    """
    units, counts = [size], {"dense": [], "local": [], "tied": [], "shared": []}
    for conv in convolutions(stack):
        numbers = sharing(conv, size)
        counts["dense"].append(numbers.size)
        counts["local"].append(int(np.count_nonzero(numbers)))
        counts["tied"].append(_offsets(conv, size) * conv.in_channels * conv.out_channels)
        counts["shared"].append(len(np.unique(numbers[numbers > 0])))
        units.append(len(numbers))
        size = output_size(conv, size)
    return units, counts


def _offsets(conv, size):
    """How many distances from a place to an input there are: weights of a filter that reads all inputs."""
    places = np.arange(output_size(conv, size))
    return np.unique(np.arange(size) - conv.stride * places[:, None]).size


def _equality(config):
    """The block MLP against the convolutions, window by window, and with one copy of a weight gone astray."""
    whole, rounding = {"as_cnn": [], "as_mlp": [], "as_mlp_astray": []}, {np.float32: [], np.float64: []}
    for seed in config.seeds:
        rng = np.random.default_rng(seed)
        stack = _fill(scanner(rng, dtype=np.float32), rng, whole=True)
        x = rng.integers(-9, 10, (config.inputs, 1, WINDOW)).astype(np.float32)
        mlp = unroll(stack, WINDOW)
        whole["as_cnn"].append(flat(stack.forward(x)))
        whole["as_mlp"].append(mlp.forward(flat(x)))
        mlp.params["0.weight"][4, 2] += 1  # the second a is a little different
        whole["as_mlp_astray"].append(mlp.forward(flat(x)))
        for dtype, errors in rounding.items():
            stack = _fill(scanner(rng, dtype=dtype), rng, whole=False)
            x = rng.normal(size=(config.inputs, 1, WINDOW)).astype(dtype)
            one, other = flat(stack.forward(x)), unroll(stack, WINDOW).forward(flat(x))
            errors.append(np.abs(one - other).max() / np.abs(one).max())
    whole = {name: np.array(answers) for name, answers in whole.items()}
    return whole | {
        "seeds": len(config.seeds),
        "compared": whole["as_cnn"].size,
        "mismatches": np.count_nonzero(whole["as_cnn"] != whole["as_mlp"]),
        "rounding32": max(rounding[np.float32]),
        "rounding64": max(rounding[np.float64]),
    }


def _scanning(config):
    """The MLP window by window against a stack that reads the whole signal once; whole numbers again."""
    said = {"mlp_everywhere": [], "hopping": [], "gliding": [], "undilated": []}
    for seed in config.seeds:
        rng = np.random.default_rng([seed, 1])
        stack = _fill(scanner(rng), rng, whole=True)
        mlp = unroll(stack, WINDOW)
        x = rng.integers(-9, 10, WINDOW * config.steps).astype(float)
        everywhere = mlp.forward(windows(x, 1))
        said["mlp_everywhere"].append(everywhere)
        nets = {"hopping": stack, "gliding": dilated(stack), "undilated": _undilated(stack)}
        for name, net in nets.items():
            said[name].append(net.forward(x[None, None])[0].T[: len(everywhere)])
    # Each (networks, places, 2).
    said = {name: np.array(answers).astype(np.int32) for name, answers in said.items()}
    everywhere = said["mlp_everywhere"]
    return said | {
        "hop8_mismatches": np.count_nonzero(said["hopping"] != everywhere[:, ::8]),
        "hop1_mismatches": np.count_nonzero(said["gliding"] != everywhere),
        "undilated_share": np.mean(said["undilated"] != everywhere),
        "hop8_outputs": said["hopping"].size,
        "hop1_outputs": said["gliding"].size,
    }


def _undilated(stack):
    """The same weights with stride 1 and no dilation in place of the strides."""
    layers = []
    for layer in stack.layers:
        layers.append(twin(layer, 1, 1) if isinstance(layer, Conv1d) else Activation(relu, relu_grad))
    return Sequential(*layers)
