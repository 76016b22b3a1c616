"""Output sizes against counting windows one by one, and the inputs that no window reads."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlnotes.experiments._windows import count_windows, note_formula
from dlnotes.nn import Conv1d, conv_output_size, unseen_inputs

# Layers that people use: input, kernel, stride, padding.
LAYERS = {
    "resnet_stem": (224, 7, 2, 3),
    "resnet_pool": (112, 3, 2, 1),
    "resnet_stage": (56, 3, 2, 1),
    "alexnet_224": (224, 11, 4, 0),
    "alexnet_227": (227, 11, 4, 0),
    "vgg": (224, 3, 1, 1),
    "vit": (224, 16, 16, 0),
    "scanner": (8, 2, 2, 0),
}


@dataclass(frozen=True)
class Config:
    inputs: tuple = tuple(range(1, 21))
    kernels: tuple = tuple(range(1, 8))
    strides: tuple = (1, 2, 3, 4)
    paddings: tuple = (0, 1, 2, 3)
    dilations: tuple = (1, 2, 3)


def run(config=Config()):
    return _grid(config) | _layers() | _gradients(config) | _same_answer()


def _grid(config):
    points = _points(config)
    n, k, s, p, d = np.array(points).T
    counted = np.array([count_windows(*point) for point in points])
    formula = np.array([_size_or_zero(*point) for point in points])
    fits, said = formula > 0, note_formula(n, k, s, p)
    fractional, floored_wrong = said % 1 != 0, said // 1 != counted
    plain, dilated = fits & (d == 1), fits & (d > 1) & (k > 1)
    by_stride = {
        f"fractional_stride_{stride}": fractional[plain & (s == stride)] for stride in config.strides
    }
    return {name: bad.sum() / len(bad) for name, bad in by_stride.items()} | {
        "grid": np.array(points),
        "counted": counted,
        "formula": formula,
        "cases": len(points),
        "mismatches": np.count_nonzero(formula != counted),
        "refused": np.count_nonzero(~fits),
        "plain_cases": np.count_nonzero(plain),
        "plain_fractional": np.count_nonzero(fractional[plain]),
        "fractional_share": np.count_nonzero(fractional[plain]) / np.count_nonzero(plain),
        "floored_wrong": np.count_nonzero(floored_wrong[plain]),
        "dilated_cases": np.count_nonzero(dilated),
        "dilated_wrong_share": np.count_nonzero(floored_wrong[dilated]) / np.count_nonzero(dilated),
    }


def _points(config):
    """(n, k, s, p, d) of every case."""
    return list(product(config.inputs, config.kernels, config.strides, config.paddings, config.dilations))


def _size_or_zero(n, k, s, p, d):
    try:
        return conv_output_size(n, k, s, p, d)
    except ValueError:  # no window fits
        return 0


def _layers():
    result = {}
    for name, (n, k, s, p) in LAYERS.items():
        result |= {f"{name}_said": note_formula(n, k, s, p), f"{name}_size": count_windows(n, k, s, p)}
        result[f"{name}_unseen"] = len(unseen_inputs(n, k, s, p))
        result[f"{name}_left_over"] = (n + 2 * p - k) % s
    result["alexnet_224_last_unseen"] = unseen_inputs(*LAYERS["alexnet_224"])[-1]
    return result | {"dilated_said": note_formula(8, 2), "dilated_size": count_windows(8, 2, d=4)}


def input_gradient(n, k, s=1, p=0, d=1):
    """∂(sum of outputs)/∂x for a kernel of ones: how many windows read each input."""
    conv = Conv1d(1, 1, k, s, p, d, bias=False, rng=np.random.default_rng(0), dtype=np.float64)
    conv.params["weight"] = np.ones((1, 1, k))
    return conv.backward(np.ones_like(conv.forward(np.zeros((1, 1, n))))).ravel()


def _gradients(config):
    """Zero gradient and uncovered are the same inputs on all the grid; and how often inputs are lost."""
    checked = disagreements = tails = lossy = 0
    points = _points(config)
    # Inputs without gradient; inputs named as unseen.
    silent = np.zeros((2, len(points), max(config.inputs)), bool)
    for case, (n, k, s, p, d) in enumerate(points):
        if n + 2 * p < d * (k - 1) + 1:
            continue
        unseen = unseen_inputs(n, k, s, p, d)
        checked += 1
        silent[0, case, :n] = input_gradient(n, k, s, p, d) == 0
        silent[1, case, unseen] = True
        disagreements += (silent[0, case] != silent[1, case]).any()
        if d == 1 and (n + 2 * p - k) % s:
            tails, lossy = tails + 1, lossy + ((n - 1) in unseen)
    arrays = {"no_gradient": silent[0], "unseen": silent[1]}
    return arrays | {
        "gradient_cases": checked,
        "gradient_disagreements": disagreements,
        "tail_cases": tails,
        "tail_lost_share": lossy / tails,
    }


def _same_answer():
    """The floor is not invertible: inputs of several lengths give one output length."""
    lengths = [n for n in range(2, 21) if conv_output_size(n, 2, 2) == 3]
    return {
        "gradient_example": input_gradient(7, 2, 2),
        "shortest_to_three": lengths[0],
        "longest_to_three": lengths[-1],
    }
