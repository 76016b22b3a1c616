"""The scanning network's copies of one weight, trained with nothing to tie them.

Do they stay equal if they start so? Do they become equal if they do not?
"""

from itertools import permutations

import numpy as np

from dlnotes.experiments._scanner import WINDOW, by_copy, flat, output_size, scanner, sharing, unroll
from dlnotes.nn import SGD, Conv1d, Linear, l2, l2_grad

ARMS = ("equal", "apart", "forced")  # copies that start equal, that start apart, and that are kept equal


def train(arm, seed, windows, steps, learning_rate):
    """(spread of the first layer's copies by step, what is left of the loss, matched spread at the ends).

    The targets come from a network that does share, so sharing is right for this task.
    """
    rng = np.random.default_rng([seed, 4])
    teacher, student = scanner(rng), scanner(rng)
    maps = rng.normal(size=(windows, 1, WINDOW))
    x, target, mlp = flat(maps), flat(teacher.forward(maps)), unroll(student, WINDOW)
    wires = _wires(mlp)
    if arm == "apart":
        for name, wire in wires.items():
            bound = wire.sum(axis=1).max() ** -0.5  # the layers' own initialisation, drawn wire by wire
            mlp.params[name] = wire * rng.uniform(-bound, bound, wire.shape)
    numbers, optimiser, curve = sharing(student.layers[0], WINDOW), SGD(mlp.params, learning_rate), []
    tie = _tying(student, wires) if arm == "forced" else lambda grads: grads
    first, before = l2(mlp.forward(x), target), matched_spread(mlp.params["0.weight"], numbers)
    for _ in range(steps + 1):
        curve.append(spread(mlp.params["0.weight"], numbers))
        mlp.backward(l2_grad(mlp.forward(x), target))
        on_wires = {name: grad * wires.get(name, 1) for name, grad in mlp.grads.items()}
        optimiser.step(tie(on_wires))
    left = l2(mlp.forward(x), target) / first
    return curve, left, (before, matched_spread(mlp.params["0.weight"], numbers))


def _wires(mlp):
    """Which entries of each weight matrix are wires; the others stay zero."""
    matrices = {f"{i}.weight": layer for i, layer in enumerate(mlp.layers) if isinstance(layer, Linear)}
    return {name: layer.params["weight"] != 0 for name, layer in matrices.items()}


def _tying(stack, wires):
    """What sharing does to gradients: every copy receives the sum over the copies."""
    groups, size = {}, WINDOW
    for i, conv in enumerate(stack.layers):
        if isinstance(conv, Conv1d):
            numbers = sharing(conv, size)
            size = output_size(conv, size)
            groups |= {f"{i}.weight": numbers, f"{i}.bias": 1 + np.arange(len(numbers)) % conv.out_channels}

    def summed(name, grad):
        sums = np.bincount(groups[name].ravel(), weights=grad.ravel())
        return (sums[groups[name]] * wires.get(name, 1)).astype(grad.dtype)

    return lambda grads: {name: summed(name, grad) for name, grad in grads.items()}


def spread(weight, numbers):
    """How far copies of one weight lie from their mean, relative to the weights' size (root mean squares)."""
    copies = by_copy(weight, numbers)
    return np.sqrt(copies.var(axis=1).mean() / np.square(copies).mean())


def matched_spread(weight, numbers):
    """How far the filters of one place lie from those of another if order and length do not count.

    The order of hidden units and their positive scale mean nothing, so filters are compared as directions,
    each place paired with each other one in the best of all orders. Root mean square distance of the pairs: 0
    if equal, 2 if opposite.
    """
    copies = by_copy(weight, numbers)  # (filters·width, places)
    filters = copies.reshape(-1, 2, copies.shape[1]).transpose(2, 0, 1)  # (places, filters, width)
    filters = filters / np.linalg.norm(filters, axis=2, keepdims=True)
    pairs = [(one, other) for one in range(len(filters)) for other in range(one)]
    return np.sqrt(np.mean([_distance(filters[one], filters[other]) for one, other in pairs]))


def _distance(one, other):
    """Mean square distance of the filters of two places, in the order in which it is least."""
    orders = permutations(range(len(one)))
    return min(np.square(one - other[list(order)]).sum(axis=1).mean() for order in orders)
