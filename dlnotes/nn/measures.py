"""How good a reconstruction is."""

import numpy as np

from dlnotes.nn.arguments import floats, positive, same_shape
from dlnotes.nn.blocks import quiet

__all__ = ["psnr"]


@quiet
def psnr(image, target, peak=1.0):
    """Peak signal-to-noise ratio in decibels, 10·log₁₀(peak² / MSE), as a Python float; inf for equal images.

    `image` and `target` are float arrays of one shape, `peak` the largest value a pixel can take.
    Computed in float64. Raises TypeError for anything but floats, ValueError for NaN, infinity,
    different shapes or a peak ≤ 0.

    >>> print(round(psnr(np.full((8, 8), 0.6), np.full((8, 8), 0.5)), 4))
    20.0
    """
    image, peak = floats(image, "image"), positive(peak, "peak")
    target = same_shape(floats(target, "target"), image.shape, "target")
    mean_square = np.square(np.subtract(image, target, dtype=np.float64)).mean()
    with np.errstate(divide="ignore"):  # equal images: log 0 = −inf is the answer
        return float(20 * np.log10(peak) - 10 * np.log10(mean_square))
