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
    cases = mismatches = refused = plain = fractional = dilated = dilated_wrong = floored_wrong = 0
    by_stride, grid, formula, windows = {s: [0, 0] for s in config.strides}, _points(config), [], []
    for n, k, s, p, d in grid:
        cases, counted = cases + 1, count_windows(n, k, s, p, d)
        windows.append(counted)
        try:
            formula.append(conv_output_size(n, k, s, p, d))
        except ValueError:
            formula.append(0)
            refused, mismatches = refused + 1, mismatches + (counted != 0)
            continue
        mismatches += formula[-1] != counted
        said = note_formula(n, k, s, p)
        if d == 1:
            plain, fractional = plain + 1, fractional + (said % 1 != 0)
            floored_wrong += said // 1 != counted
            by_stride[s][0] += said % 1 != 0
            by_stride[s][1] += 1
        elif k > 1:
            dilated, dilated_wrong = dilated + 1, dilated_wrong + (said // 1 != counted)
    result = {
        "grid": np.array(grid),
        "counted": np.array(windows),
        "formula": np.array(formula),
    }  # 0: no window fits
    result |= {
        "cases": cases,
        "mismatches": mismatches,
        "refused": refused,
        "plain_cases": plain,
        "plain_fractional": fractional,
    }
    result |= {"fractional_share": fractional / plain, "floored_wrong": floored_wrong}
    result |= {"dilated_cases": dilated, "dilated_wrong_share": dilated_wrong / dilated}
    return result | {f"fractional_stride_{s}": bad / total for s, (bad, total) in by_stride.items()}


def _points(config):
    return list(product(config.inputs, config.kernels, config.strides, config.paddings, config.dilations))


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
    """Zero gradient and uncovered are the same inputs, everywhere on the grid; and how often real inputs are lost."""
    checked = disagreements = tails = lossy = 0
    points = _points(config)
    silent = np.zeros(
        (2, len(points), max(config.inputs)), bool
    )  # inputs without gradient; inputs named as unseen
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
