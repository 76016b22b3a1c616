"""Encodings of low-dimensional coordinates into sines and cosines.

x is a float array (N, D), or (N,) for N examples of one coordinate; the result is (N, features) of x's dtype.
Both raise TypeError for anything but floats, ValueError for NaN, infinity or a shape that does not fit.
"""

import numpy as np

from dlnotes.nn.arguments import floats, integer

__all__ = ["fourier_features", "positional_encoding"]


@np.errstate(under="ignore", over="ignore")  # an angle that does not fit is refused
def positional_encoding(x, bands):
    """sin(2ʲπx), cos(2ʲπx) for j = 0 … bands − 1, coordinate by coordinate: (N, D) -> (N, 2·D·bands).

    x itself is not among the features. Mildenhall et al. 2020 (NeRF), §5.1, eq. 4.

    >>> print(abs(np.round(positional_encoding(np.array([0.5]), bands=2), 4)))
    [[1. 0. 0. 1.]]
    """
    x = _coordinates(x)
    # Half turns; to multiply by a power of two rounds nothing.
    halves = floats(np.ldexp(x[:, :, None], np.arange(integer(bands, "bands"))), "the angle")
    angles = np.pi * (halves - 2 * np.round(halves / 2))  # (N, D, bands), in [−π, π]
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(len(x), -1)


@np.errstate(under="ignore", over="ignore")
def fourier_features(x, frequencies):
    """cos(2πxBᵀ), then sin(2πxBᵀ), for the rows of B = `frequencies` (M, D): (N, D) -> (N, 2M).

    Rows drawn from N(0, s²I) make *random* Fourier features: s is the bandwidth. Tancik et al. 2020.

    >>> print(abs(np.round(fourier_features(np.array([0.25]), frequencies=np.array([[1.0], [2.0]])), 4)))
    [[0. 1. 1. 0.]]
    """
    x = _coordinates(x)
    frequencies = floats(frequencies, "frequencies")
    if frequencies.ndim != 2 or frequencies.shape[1] != x.shape[1]:
        raise ValueError(f"frequencies must have shape (M, {x.shape[1]}), got {frequencies.shape}")
    turns = floats(x.astype(np.float64) @ frequencies.T.astype(np.float64), "the angle")  # (N, M)
    angles = (2 * np.pi * (turns - np.round(turns))).astype(x.dtype)  # whole turns change nothing
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1)


def _coordinates(x):
    x = floats(x, "x")
    if x.ndim not in (1, 2):
        raise ValueError(f"x must have shape (N, D) or (N,), got {x.shape}")
    return x.reshape(len(x), -1)
