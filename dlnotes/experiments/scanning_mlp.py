"""A scanning MLP and three convolutions: the same function, counted, slid along a signal, and untied.

The network of the note: 8 inputs, 16, 6 and 2 units; as convolutions 4, 3 and 2 filters of width 2 and stride 2.
"""

from dataclasses import dataclass
from math import prod

import numpy as np

from dlnotes.nn import SGD, Activation, Conv1d, Linear, Sequential, conv_output_size, l2, l2_grad, receptive_field, relu, relu_grad

WINDOW = 8


@dataclass(frozen=True)
class Config:
    seeds: tuple = tuple(range(200))
    inputs: int = 16  # windows per seed
    steps: int = 64  # outputs of the long signal
    training_seeds: tuple = tuple(range(7))
    training_windows: int = 64
    training_steps: int = 1000
    learning_rate: float = 0.05


# -- the network, in both guises ---------------------------------------------------------------------------------------


def scanner(rng, channels=(1, 4, 3, 2), width=2, strides=(2, 2, 2), dilations=(1, 1, 1), dtype=np.float64):
    """Convolutions with ReLUs between them; without further arguments, the note's network."""
    layers = []
    for below, above, stride, dilation in zip(channels, channels[1:], strides, dilations):
        layers += [Conv1d(below, above, width, stride, dilation=dilation, rng=rng, dtype=dtype), Activation(relu, relu_grad)]
    return Sequential(*layers[:-1])


def convolutions(stack):
    return [layer for layer in stack.layers if isinstance(layer, Conv1d)]


def sharing(conv, size):
    """Which weight sits on which wire: (units above, units below), 0 where there is none, else the weight's number.

    Found by asking the layer: with weights 1, 2, 3, … the answer to one spike names the weights that it met.
    Units are ordered by position, and within a position by filter.
    """
    numbered = _twin(conv, conv.stride, conv.dilation, bias=False)
    weight = conv.params["weight"]
    numbered.params["weight"] = np.arange(1.0, weight.size + 1).reshape(weight.shape)
    units = size * conv.in_channels
    spikes = np.eye(units).reshape(units, size, conv.in_channels).transpose(0, 2, 1)
    return flat(numbered.forward(spikes)).T.astype(int)


def flat(maps):
    """(N, channels, time) -> (N, time·channels)."""
    return maps.transpose(0, 2, 1).reshape(len(maps), -1)


def unroll(stack, size):
    """The MLP that `stack` is on a window of `size` inputs: dense matrices of zeros and tied copies."""
    layers = []
    for layer in stack.layers:
        if isinstance(layer, Conv1d):
            numbers, weight = sharing(layer, size), layer.params["weight"]
            dense = Linear(*numbers.T.shape, rng=np.random.default_rng(0), dtype=weight.dtype)
            dense.params["weight"] = np.append(weight.dtype.type(0), weight)[numbers]
            dense.params["bias"] = np.tile(layer.params["bias"], len(numbers) // layer.out_channels)
            size = _output_size(layer, size)
            layers.append(dense)
        else:
            layers.append(Activation(layer.function, layer.function_grad))
    return Sequential(*layers)


def dilated(stack):
    """The same weights with stride 1; what the strides below skipped becomes the dilation: an answer at every step."""
    steps, layers = 1, []
    for layer in stack.layers:
        if isinstance(layer, Conv1d):
            layers.append(_twin(layer, stride=1, dilation=steps))
            steps *= layer.stride
        else:
            layers.append(Activation(layer.function, layer.function_grad))
    return Sequential(*layers)


def windows(x, hop, width=WINDOW):
    """(T,) -> (number of windows, width)."""
    return np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(x, width)[::hop])


def multiplications(stack, size):
    """Products that a forward pass over `size` inputs takes."""
    total = 0
    for layer in convolutions(stack):
        size = _output_size(layer, size)
        total += size * layer.params["weight"].size
    return total


def _twin(conv, stride, dilation, bias=True):
    shape = conv.in_channels, conv.out_channels, conv.kernel_size
    twin = Conv1d(*shape, stride, conv.padding, dilation, bias=bias, rng=np.random.default_rng(0))
    twin.params |= {name: conv.params[name].copy() for name in twin.params}
    return twin


def _output_size(conv, size):
    return conv_output_size(size, conv.kernel_size, conv.stride, conv.padding, conv.dilation)


def _fill(stack, rng, whole):
    """Whole numbers make every sum exact, so that == means what it says; normal ones show the rounding."""
    for name, value in stack.params.items():
        drawn = rng.integers(-3, 4, value.shape) if whole else rng.normal(size=value.shape)
        stack.params[name] = drawn.astype(value.dtype)
    return stack


# -- the run -----------------------------------------------------------------------------------------------------------


def run(config=Config()):
    return _counts() | _equality(config) | _scanning(config) | _shifts(config) | _untied(config) | _drift(config)


def _counts():
    stack = scanner(np.random.default_rng(0))
    convs, dense_scan = convolutions(stack), dilated(stack)
    result = {"window": receptive_field(convs), "hop": prod(conv.stride for conv in convs)}
    units, counts = _wires(stack, WINDOW)
    for kind, numbers in counts.items():
        biases = sum(conv.out_channels for conv in convs) if kind == "shared" else sum(units[1:])
        result |= {kind: sum(numbers), f"{kind}_biases": sum(numbers) + biases}
        result |= {f"{kind}_{layer}": number for layer, number in enumerate(numbers, 1)}
    longer = {f"longer_{kind}": sum(numbers) for kind, numbers in _wires(stack, 10 * WINDOW)[1].items()}
    return result | longer | {
        "units": units,
        "saved": result["dense"] - result["shared"],
        "by_locality": result["dense"] - result["local"],
        "by_sharing": result["local"] - result["shared"],
        "two_windows": 2 * WINDOW,
        "longer_window": 10 * WINDOW,
        "cost_window": multiplications(stack, WINDOW),
        "cost_step": multiplications(dense_scan, 1001) - multiplications(dense_scan, 1000),
    }


def _wires(stack, size):
    """Units of each row, and the weights of each layer if it is dense, if it is local, if it is shared."""
    units, counts = [size], {"dense": [], "local": [], "shared": []}
    for conv in convolutions(stack):
        numbers = sharing(conv, size)
        counts["dense"].append(numbers.size)
        counts["local"].append(int(np.count_nonzero(numbers)))
        counts["shared"].append(len(np.unique(numbers[numbers > 0])))
        units.append(len(numbers))
        size = _output_size(conv, size)
    return units, counts


def _equality(config):
    """The block MLP against the three convolutions, on single windows."""
    whole32, rounding32, rounding64 = 0, [], []
    for seed in config.seeds:
        rng = np.random.default_rng(seed)
        stack = _fill(scanner(rng, dtype=np.float32), rng, whole=True)
        x = rng.integers(-9, 10, (config.inputs, 1, WINDOW)).astype(np.float32)
        whole32 += np.count_nonzero(flat(stack.forward(x)) != unroll(stack, WINDOW).forward(flat(x)))
        for dtype, errors in ((np.float32, rounding32), (np.float64, rounding64)):
            stack = _fill(scanner(rng, dtype=dtype), rng, whole=False)
            x = rng.normal(size=(config.inputs, 1, WINDOW)).astype(dtype)
            one, other = flat(stack.forward(x)), unroll(stack, WINDOW).forward(flat(x))
            errors.append(np.abs(one - other).max() / np.abs(one).max())
    return {
        "seeds": len(config.seeds),
        "compared": len(config.seeds) * config.inputs * 2,
        "mismatches": whole32,
        "rounding32": max(rounding32),
        "rounding64": max(rounding64),
    }


def _scanning(config):
    """The MLP window by window against a stack that reads the whole signal once; whole numbers again."""
    differing = {"hop8": 0, "hop1": 0, "hop4_as_stride": 0, "hop1_undilated": 0}
    outputs = {"hop8": 0, "hop1": 0}
    for seed in config.seeds:
        rng = np.random.default_rng([seed, 1])
        stack = _fill(scanner(rng), rng, whole=True)
        mlp, dense_scan = unroll(stack, WINDOW), dilated(stack)
        undilated = Sequential(*[_twin(c, 1, 1) if isinstance(c, Conv1d) else Activation(relu, relu_grad) for c in stack.layers])
        x = rng.integers(-9, 10, WINDOW * config.steps).astype(float)
        everywhere = mlp.forward(windows(x, 1))
        strided, stepwise = flat(stack.forward(x[None, None])), flat(dense_scan.forward(x[None, None]))
        short = flat(undilated.forward(x[None, None])).reshape(-1, 2)[: len(everywhere)]
        differing["hop8"] += np.count_nonzero(strided.reshape(-1, 2) != everywhere[::8])
        differing["hop1"] += np.count_nonzero(stepwise.reshape(-1, 2) != everywhere)
        differing["hop4_as_stride"] += np.count_nonzero(strided.reshape(-1, 2) != everywhere[::4][: config.steps])
        differing["hop1_undilated"] += np.count_nonzero(short != everywhere)
        outputs["hop8"] += strided.size
        outputs["hop1"] += stepwise.size
    return {f"{name}_mismatches": count for name, count in differing.items()} | {f"{name}_outputs": n for name, n in outputs.items()}


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
    """Is there a whole number of places by which the old answers can be moved so that they are the new ones?"""
    places = min(WINDOW, before.shape[1] // 2)
    return any(np.allclose(before[:, r:], after[:, : after.shape[1] - r], rtol=1e-9, atol=1e-9) for r in range(places + 1))


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


def _drift(config):
    """Train with the stack's wires but without tying: do equal copies stay equal, do unequal ones become equal?

    The targets come from a network that does share, so sharing is right for this task.
    """
    tied, tied_loss = map(np.array, zip(*[_drift_of(config, seed, tied=True) for seed in config.training_seeds]))
    own, own_loss = map(np.array, zip(*[_drift_of(config, seed, tied=False) for seed in config.training_seeds]))
    return {
        "drift": tied,
        "drift_own": own,
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


def _drift_of(config, seed, tied):
    rng = np.random.default_rng([seed, 4])
    teacher, student = scanner(rng), scanner(rng)
    x = rng.normal(size=(config.training_windows, 1, WINDOW))
    target, mlp = flat(teacher.forward(x)), unroll(student, WINDOW)
    wires = {f"{i}.weight": layer.params["weight"] != 0 for i, layer in enumerate(mlp.layers) if isinstance(layer, Linear)}
    if not tied:
        for name, wire in wires.items():
            bound = wire.sum(axis=1).max() ** -0.5  # the layers' own initialisation, drawn wire by wire
            mlp.params[name] = wire * rng.uniform(-bound, bound, wire.shape)
    numbers, optimiser, curve = sharing(student.layers[0], WINDOW), SGD(mlp.params, config.learning_rate), []
    first = l2(mlp.forward(flat(x)), target)
    for _ in range(config.training_steps + 1):
        curve.append(spread(mlp.params["0.weight"], numbers))
        mlp.backward(l2_grad(mlp.forward(flat(x)), target))
        optimiser.step({name: grad * wires.get(name, 1) for name, grad in mlp.grads.items()})
    return curve, l2(mlp.forward(flat(x)), target) / first


def spread(weight, numbers):
    """How far copies of one weight lie from their mean, as a share of the weights' size (root mean squares)."""
    copies = np.array([weight[numbers == number] for number in range(1, numbers.max() + 1)])
    return np.sqrt(copies.var(axis=1).mean() / np.square(copies).mean())
