"""A scanning MLP and three convolutions: the same function, counted, slid along a signal, and untied.

The network of the note: 8 inputs, 16, 6 and 2 units; as convolutions 4, 3 and 2 filters of width 2 and stride 2.
"""

from dataclasses import dataclass
from itertools import permutations, product
from math import prod

import numpy as np

from dlnotes.nn import (
    SGD,
    Activation,
    Conv1d,
    Linear,
    Sequential,
    conv_output_size,
    l2,
    l2_grad,
    receptive_field,
    relu,
    relu_grad,
)

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
        layers += [
            Conv1d(below, above, width, stride, dilation=dilation, rng=rng, dtype=dtype),
            Activation(relu, relu_grad),
        ]
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


ARMS = ("equal", "apart", "forced")  # copies that start equal, that start apart, and that are kept equal


def cases(config):
    return [None, *product(ARMS, config.training_seeds)]


def run_case(config, case):
    if case is None:
        return _counts() | _equality(config) | _scanning(config) | _shifts(config) | _untied(config)
    return _drift_of(config, *case)


def collect(config, outcomes):
    return outcomes[0] | _drift(config, outcomes[1:])


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])


def _counts():
    stack = scanner(np.random.default_rng(0))
    convs, dense_scan = convolutions(stack), dilated(stack)
    result = {"window": receptive_field(convs), "hop": prod(conv.stride for conv in convs)}
    units, counts = _wires(stack, WINDOW)
    for kind, numbers in counts.items():
        biases = sum(conv.out_channels for conv in convs) if kind in ("tied", "shared") else sum(units[1:])
        result |= {kind: sum(numbers), f"{kind}_biases": sum(numbers) + biases}
        result |= {f"{kind}_{layer}": number for layer, number in enumerate(numbers, 1)}
    longer = {f"longer_{kind}": sum(numbers) for kind, numbers in _wires(stack, 10 * WINDOW)[1].items()}
    return (
        result
        | longer
        | {
            "units": units,
            "saved": result["dense"] - result["shared"],
            "by_locality": result["dense"] - result["local"],
            "by_sharing": result["local"] - result["shared"],
            "by_sharing_first": result["dense"]
            - result["tied"],  # in the other order: tie the full matrices, then erase
            "by_locality_second": result["tied"] - result["shared"],
            "two_windows": 2 * WINDOW,
            "longer_window": 10 * WINDOW,
            "cost_window": multiplications(stack, WINDOW),
            "cost_step": multiplications(dense_scan, 1001) - multiplications(dense_scan, 1000),
        }
    )


def _wires(stack, size):
    """Units of each row, and the weights of each layer: dense; local; tied along the signal but not erased; both (shared)."""
    units, counts = [size], {"dense": [], "local": [], "tied": [], "shared": []}
    for conv in convolutions(stack):
        numbers = sharing(conv, size)
        counts["dense"].append(numbers.size)
        counts["local"].append(int(np.count_nonzero(numbers)))
        counts["tied"].append(_offsets(conv, size) * conv.in_channels * conv.out_channels)
        counts["shared"].append(len(np.unique(numbers[numbers > 0])))
        units.append(len(numbers))
        size = _output_size(conv, size)
    return units, counts


def _offsets(conv, size):
    """How many distances from a place to an input there are: a filter that reads all inputs has a weight for each."""
    places = np.arange(_output_size(conv, size))
    return np.unique(np.arange(size) - conv.stride * places[:, None]).size


def _equality(config):
    """The block MLP against the three convolutions, on single windows; and with one copy of one weight gone astray."""
    whole, rounding32, rounding64 = {"as_cnn": [], "as_mlp": [], "as_mlp_astray": []}, [], []
    for seed in config.seeds:
        rng = np.random.default_rng(seed)
        stack = _fill(scanner(rng, dtype=np.float32), rng, whole=True)
        x = rng.integers(-9, 10, (config.inputs, 1, WINDOW)).astype(np.float32)
        mlp = unroll(stack, WINDOW)
        whole["as_cnn"].append(flat(stack.forward(x)))
        whole["as_mlp"].append(mlp.forward(flat(x)))
        mlp.params["0.weight"][4, 2] += 1  # the second a is a little different
        whole["as_mlp_astray"].append(mlp.forward(flat(x)))
        for dtype, errors in ((np.float32, rounding32), (np.float64, rounding64)):
            stack = _fill(scanner(rng, dtype=dtype), rng, whole=False)
            x = rng.normal(size=(config.inputs, 1, WINDOW)).astype(dtype)
            one, other = flat(stack.forward(x)), unroll(stack, WINDOW).forward(flat(x))
            errors.append(np.abs(one - other).max() / np.abs(one).max())
    whole = {name: np.array(answers) for name, answers in whole.items()}
    return whole | {
        "seeds": len(config.seeds),
        "compared": whole["as_cnn"].size,
        "mismatches": np.count_nonzero(whole["as_cnn"] != whole["as_mlp"]),
        "rounding32": max(rounding32),
        "rounding64": max(rounding64),
    }


def _scanning(config):
    """The MLP window by window against a stack that reads the whole signal once; whole numbers again."""
    said = {"mlp_everywhere": [], "hopping": [], "gliding": [], "undilated": []}
    for seed in config.seeds:
        rng = np.random.default_rng([seed, 1])
        stack = _fill(scanner(rng), rng, whole=True)
        mlp, dense_scan = unroll(stack, WINDOW), dilated(stack)
        undilated = Sequential(
            *[_twin(c, 1, 1) if isinstance(c, Conv1d) else Activation(relu, relu_grad) for c in stack.layers]
        )
        x = rng.integers(-9, 10, WINDOW * config.steps).astype(float)
        everywhere = mlp.forward(windows(x, 1))
        said["mlp_everywhere"].append(everywhere)
        for name, net in (("hopping", stack), ("gliding", dense_scan), ("undilated", undilated)):
            said[name].append(net.forward(x[None, None])[0].T[: len(everywhere)])
    said = {
        name: np.array(answers).astype(np.int32) for name, answers in said.items()
    }  # (networks, places, 2)
    everywhere = said["mlp_everywhere"]
    return said | {
        "hop8_mismatches": np.count_nonzero(said["hopping"] != everywhere[:, ::8]),
        "hop1_mismatches": np.count_nonzero(said["gliding"] != everywhere),
        "hop4_as_stride_mismatches": np.count_nonzero(
            said["hopping"] != everywhere[:, ::4][:, : config.steps]
        ),
        "hop1_undilated_mismatches": np.count_nonzero(said["undilated"] != everywhere),
        "hop8_outputs": said["hopping"].size,
        "hop1_outputs": said["gliding"].size,
    }


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
    return any(
        np.allclose(before[:, r:], after[:, : after.shape[1] - r], rtol=1e-9, atol=1e-9)
        for r in range(places + 1)
    )


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
    """Train with the stack's wires: do equal copies stay equal, do unequal ones become equal, if nothing ties them?

    The targets come from a network that does share, so sharing is right for this task.
    """
    curves, losses, matched = zip(*outcomes)
    arms = len(ARMS), len(config.training_seeds)
    tied, own, forced = np.array(curves).reshape(*arms, -1)
    tied_loss, own_loss, forced_loss = np.array(losses).reshape(arms)
    before, after = np.array(matched).reshape(*arms, 2)[ARMS.index("apart")].T
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


def _drift_of(config, arm, seed):
    """Spread of the first layer's copies at each step; what is left of the loss; spread of the best matching copies, before and after."""
    rng = np.random.default_rng([seed, 4])
    teacher, student = scanner(rng), scanner(rng)
    x = rng.normal(size=(config.training_windows, 1, WINDOW))
    target, mlp = flat(teacher.forward(x)), unroll(student, WINDOW)
    wires = {
        f"{i}.weight": layer.params["weight"] != 0
        for i, layer in enumerate(mlp.layers)
        if isinstance(layer, Linear)
    }
    if arm == "apart":
        for name, wire in wires.items():
            bound = wire.sum(axis=1).max() ** -0.5  # the layers' own initialisation, drawn wire by wire
            mlp.params[name] = wire * rng.uniform(-bound, bound, wire.shape)
    numbers, optimiser, curve = sharing(student.layers[0], WINDOW), SGD(mlp.params, config.learning_rate), []
    tie = _tying(student, wires) if arm == "forced" else lambda grads: grads
    first, before = l2(mlp.forward(flat(x)), target), matched_spread(mlp.params["0.weight"], numbers)
    for _ in range(config.training_steps + 1):
        curve.append(spread(mlp.params["0.weight"], numbers))
        mlp.backward(l2_grad(mlp.forward(flat(x)), target))
        optimiser.step(tie({name: grad * wires.get(name, 1) for name, grad in mlp.grads.items()}))
    left = l2(mlp.forward(flat(x)), target) / first
    return curve, left, (before, matched_spread(mlp.params["0.weight"], numbers))


def _tying(stack, wires):
    """What sharing does to gradients: every copy receives the sum over the copies."""
    groups, size = {}, WINDOW
    for i, conv in enumerate(stack.layers):
        if isinstance(conv, Conv1d):
            numbers = sharing(conv, size)
            size = _output_size(conv, size)
            groups |= {f"{i}.weight": numbers, f"{i}.bias": 1 + np.arange(len(numbers)) % conv.out_channels}

    def summed(name, grad):
        sums = np.bincount(groups[name].ravel(), weights=grad.ravel())
        return (sums[groups[name]] * wires.get(name, 1)).astype(grad.dtype)

    return lambda grads: {name: summed(name, grad) for name, grad in grads.items()}


def spread(weight, numbers):
    """How far copies of one weight lie from their mean, as a share of the weights' size (root mean squares)."""
    copies = np.array([weight[numbers == number] for number in range(1, numbers.max() + 1)])
    return np.sqrt(copies.var(axis=1).mean() / np.square(copies).mean())


def matched_spread(weight, numbers):
    """How far the filters of one place lie from those of another if order and length do not count.

    The order of hidden units and their positive scale mean nothing, so filters are compared as directions, each place
    paired with each other one in the best of all orders. Root mean square distance of the pairs: 0 if equal, 2 if opposite.
    """
    copies = np.array(
        [weight[numbers == number] for number in range(1, numbers.max() + 1)]
    )  # (filters·width, places)
    filters = copies.reshape(-1, 2, copies.shape[1]).transpose(2, 0, 1)  # (places, filters, width)
    filters = filters / np.linalg.norm(filters, axis=2, keepdims=True)
    orders = list(permutations(range(filters.shape[1])))
    pairs = [(one, other) for one in range(len(filters)) for other in range(one)]
    best = [
        min(np.square(filters[one] - filters[other][list(order)]).sum(axis=1).mean() for order in orders)
        for one, other in pairs
    ]
    return np.sqrt(np.mean(best))
