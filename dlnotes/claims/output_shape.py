"""The length of a convolution's output."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence


def said(grid):
    """The note's formula, before any rounding."""
    n, k, s, p, _ = grid.T
    return (n + 2 * p - k) / s + 1


def rounds_down(result):
    _, k, s, _, d = result["grid"].T
    counted, sizes = result["counted"], said(result["grid"])
    fits = counted > 0  # elsewhere there is no output to speak of
    plain, dilated = fits & (d == 1), fits & (d > 1) & (k > 1)
    right, right_rounded = sizes == counted, np.floor(sizes) == counted
    note = {
        "stride-1": right[plain & (s == 1)].all(),
        "longer-strides": right[plain & (s > 1)].all(),
        "dilation": right_rounded[dilated].all(),
    }
    numbers = {
        "plain": np.count_nonzero(plain),
        "fractions": np.count_nonzero(~right & plain),
        "dilated": np.count_nonzero(dilated),
        "dilated_wrong": np.count_nonzero(~right_rounded & dilated),
    }
    rounded = right_rounded[plain].all() and np.array_equal(right[plain], sizes[plain] % 1 == 0)
    return Evidence(numbers, note, bool(np.array_equal(result["formula"], counted) and rounded))


def neither_floor_nor_dilation(result):
    return result | {"formula": said(result["grid"])}


CLAIMS = {"output-size-rounds-down": Claim(check=rounds_down, control=neither_floor_nor_dilation)}
