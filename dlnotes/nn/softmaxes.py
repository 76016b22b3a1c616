"""softmax and its logarithm over the last axis, each beside its vector–Jacobian product.

x is a float array (..., C) with C ≥ 1 classes; the result has its shape and dtype. All raise TypeError for
anything but floats, and ValueError for NaN, infinity, a scalar, or a `dout` whose shape is not x's.
"""

import numpy as np

from dlnotes.nn.arguments import floats, same_shape
from dlnotes.nn.blocks import along_last, quiet

__all__ = ["log_softmax", "log_softmax_grad", "softmax", "softmax_grad"]


@quiet
def softmax(x):
    """exp(x_c) / Σ_j exp(x_j). Goodfellow, Bengio & Courville 2016, §6.2.2.3.

    >>> print(np.round(softmax(np.array([1000.0, 1001.0])), 4))
    [0.2689 0.7311]
    """
    exponentials = np.exp(_below_zero(x))
    return exponentials / along_last(exponentials)


@quiet
def softmax_grad(x, dout):
    """doutᵀJ with J = diag(p) − ppᵀ, p = softmax(x): p·(dout − Σ_j p_j dout_j).

    >>> print(np.round(softmax_grad(np.array([0.0, 0.0]), np.array([1.0, 0.0])), 4))
    [ 0.25 -0.25]
    """
    p = softmax(x)
    dout = same_shape(floats(dout, "dout"), p.shape, "dout")
    mean = along_last(p * dout)
    return p * (dout - mean)


@quiet
def log_softmax(x):
    """x_c − log Σ_j exp(x_j), never the log of a softmax that has already rounded to 0.

    >>> print(log_softmax(np.array([0.0, 1000.0])))
    [-1000.     0.]
    """
    below = _below_zero(x)
    return below - np.log(along_last(np.exp(below)))


@quiet
def log_softmax_grad(x, dout):
    """doutᵀJ with J = I − 1pᵀ, p = softmax(x): dout − p·Σ_j dout_j.

    >>> print(np.round(log_softmax_grad(np.array([0.0, 0.0]), np.array([1.0, 0.0])), 4))
    [ 0.5 -0.5]
    """
    p = softmax(x)
    dout = same_shape(floats(dout, "dout"), p.shape, "dout")
    return dout - p * along_last(dout)


def _below_zero(x):
    """x − max x: softmax does not change, the largest exponential becomes exp(0) = 1, nothing overflows."""
    x = floats(x, "x")
    if x.ndim == 0:
        raise ValueError(f"x must have a class axis, got the scalar {x[()]}")
    with np.errstate(over="ignore"):  # a gap that does not fit is −inf, and its exponential 0
        return x - x.max(axis=-1, keepdims=True)
