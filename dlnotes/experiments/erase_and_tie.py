"""The scanning network's weight matrices: far wires erased or not, copies tied or not."""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._scanner import WINDOW, convolutions, output_size, scanner, sharing
from dlnotes.nn import Conv1d

KINDS = ("dense", "local", "tied", "shared")  # all wires, near ones; then the same with tied weights


@dataclass(frozen=True)
class Config:
    size: int = WINDOW


def run(config=Config()):
    """For each kind its matrices `kind_1` …, a number for each weight and 0 for no wire; and `kind_weights`,
    how many different weights there are."""
    result = {}
    for kind in KINDS:
        numbers = matrices(kind, config.size)
        result |= {f"{kind}_{layer}": matrix for layer, matrix in enumerate(numbers, 1)}
        result[f"{kind}_weights"] = sum(matrix.max() for matrix in numbers)
    return result


def matrices(kind, size):
    """Three matrices of numbers (units above, units below): 0 for no wire, equal where weights are one."""
    found = []
    for conv in convolutions(scanner(np.random.default_rng(0))):
        near = sharing(conv, size)
        wires = near > 0 if kind == "local" else np.ones_like(near, dtype=bool)
        own = np.cumsum(wires).reshape(wires.shape) * wires
        found.append({"shared": near, "tied": sharing(widened(conv, size), size)}.get(kind, own))
        size = output_size(conv, size)
    return found


def widened(conv, size):
    """The same filters, wide enough to read all inputs from every place.

    They have one weight for each distance between input and place.
    """
    back = conv.stride * (output_size(conv, size) - 1)  # from the last place to the first input
    shape = conv.in_channels, conv.out_channels, back + size
    return Conv1d(*shape, conv.stride, padding=back, rng=np.random.default_rng(0))
