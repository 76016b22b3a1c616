"""A scanning MLP and three convolutions: the same function, counted, slid along a signal, and untied."""

from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np

from dlnotes.experiments import _untied_copies as untied
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
    seeds: tuple = tuple(range(200))
    inputs: int = 16  # windows per seed
    steps: int = 64  # outputs of the long signal
    training_seeds: tuple = tuple(range(7))
    training_windows: int = 64
    training_steps: int = 1000
    learning_rate: float = 0.05


def cases(config):
    return [None, *product(untied.ARMS, config.training_seeds)]


def run_case(config, case):
    if case is None:
        return _counts() | _equality(config) | _scanning(config) | _shifts(config) | _untied(config)
    training = config.training_windows, config.training_steps, config.learning_rate
    return untied.train(*case, *training)


def collect(config, outcomes):
    return outcomes[0] | _drift(config, outcomes[1:])


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])


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
    as_stride = everywhere[:, ::4][:, : config.steps]
    return said | {
        "hop8_mismatches": np.count_nonzero(said["hopping"] != everywhere[:, ::8]),
        "hop1_mismatches": np.count_nonzero(said["gliding"] != everywhere),
        "hop4_as_stride_mismatches": np.count_nonzero(said["hopping"] != as_stride),
        "hop1_undilated_mismatches": np.count_nonzero(said["undilated"] != everywhere),
        "hop8_outputs": said["hopping"].size,
        "hop1_outputs": said["gliding"].size,
    }


def _undilated(stack):
    """The same weights with stride 1 and no dilation in place of the strides."""
    layers = []
    for layer in stack.layers:
        layers.append(twin(layer, 1, 1) if isinstance(layer, Conv1d) else Activation(relu, relu_grad))
    return Sequential(*layers)


def _shifts(config):
    """Move the signal by 0 … 8 samples: in how many networks are the new answers the old ones, moved?"""
    nets = config.seeds[:50]
    found = {"strided": np.zeros(WINDOW + 1, int), "dilated": np.zeros(WINDOW + 1, int)}
    for seed in nets:
        rng = np.random.default_rng([seed, 2])
        stack = _fill(scanner(rng), rng, whole=False)
        x = rng.normal(size=WINDOW * config.steps + WINDOW)
        for name, net in (("strided", stack), ("dilated", dilated(stack))):
            before = net.forward(x[None, None, :-WINDOW])[0]
            for shift in range(WINDOW + 1):
                after = net.forward(x[None, None, shift : shift + WINDOW * config.steps])[0]
                found[name][shift] += _only_moved(before, after)
    return {
        "shift_nets": len(nets),
        "strided_found": found["strided"],
        "dilated_found": found["dilated"],
        "strided_found_1_to_7": found["strided"][1:8].max(),
        "strided_found_8": found["strided"][8],
        "dilated_found_least": found["dilated"].min(),
    }


def _only_moved(before, after):
    """Are the new answers the old ones, moved by some whole number of places?"""
    places, length = min(WINDOW, before.shape[1] // 2), after.shape[1]
    moved = ((before[:, by:], after[:, : length - by]) for by in range(places + 1))
    return any(np.allclose(old, new, rtol=1e-9, atol=1e-9) for old, new in moved)


def _untied(config):
    """Add 0.1 to one copy of one weight; then nothing that shares weights can follow."""
    changes = []
    for seed in config.seeds:
        rng = np.random.default_rng([seed, 3])
        stack = _fill(scanner(rng), rng, whole=False)
        mlp = unroll(stack, WINDOW)
        x = rng.normal(size=(config.inputs, WINDOW))
        before = mlp.forward(x)
        mlp.params["0.weight"][0, 0] += 0.1
        changes.append(np.abs(mlp.forward(x) - before).max())
    return {"untied_change": np.median(changes), "untied_change_largest": max(changes)}


def _drift(config, outcomes):
    """What training does to untied copies: do equal ones stay equal, do unequal ones become equal?"""
    curves, losses, matched = zip(*outcomes)
    arms = len(untied.ARMS), len(config.training_seeds)
    tied, own, forced = np.array(curves).reshape(*arms, -1)
    tied_loss, own_loss, forced_loss = np.array(losses).reshape(arms)
    before, after = np.array(matched).reshape(*arms, 2)[untied.ARMS.index("apart")].T
    return {
        "drift": tied,
        "drift_own": own,
        "drift_forced": forced,
        "forced_loss_left": np.median(forced_loss),
        "own_matched": np.array([before, after]),
        "own_start_matched": np.median(before),
        "own_end_matched": np.median(after),
        "drift_start": np.median(tied[:, 0]),
        "drift_one_step": np.median(tied[:, 1]),
        "drift_one_step_least": tied[:, 1].min(),
        "drift_end": np.median(tied[:, -1]),
        "drift_end_least": tied[:, -1].min(),
        "drift_end_most": tied[:, -1].max(),
        "own_start": np.median(own[:, 0]),
        "own_end": np.median(own[:, -1]),
        "own_end_least": own[:, -1].min(),
        "tied_loss_left": np.median(tied_loss),
        "own_loss_left": np.median(own_loss),
        "drift_steps": config.training_steps,
        "drift_seeds": len(config.training_seeds),
    }
