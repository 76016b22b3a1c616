"""Encodings of low-dimensional coordinates into sines and cosines.

x is a float array (N, D), or (N,) for N examples of one coordinate; the result is (N, features) of x's dtype.
Both raise TypeError for anything but floats, ValueError for NaN, infinity or a shape that does not fit.
"""

import numpy as np

from dlnotes.nn.arguments import floats, integer

__all__ = ["fourier_features", "positional_encoding"]


def positional_encoding(x, bands):
    """sin(2ʲπx), cos(2ʲπx) for j = 0 … bands − 1, coordinate by coordinate: (N, D) -> (N, 2·D·bands).

    x itself is not among the features. Mildenhall et al. 2020 (NeRF), §5.1, eq. 4.

    >>> print(abs(np.round(positional_encoding(np.array([0.5]), bands=2), 4)))
    [[1. 0. 0. 1.]]
    """
    x = _coordinates(x)
    octaves = (np.pi * 2.0 ** np.arange(integer(bands, "bands"))).astype(x.dtype)
    angles = floats(x[:, :, None] * octaves, "the angle")  # (N, D, bands)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(len(x), -1)


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
    angles = floats(x @ (2 * np.pi * frequencies.T).astype(x.dtype), "the angle")  # (N, M)
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1)


def _coordinates(x):
    x = floats(x, "x")
    if x.ndim not in (1, 2):
        raise ValueError(f"x must have shape (N, D) or (N,), got {x.shape}")
    return x.reshape(len(x), -1)
