"""Elementwise functions and sums, one block at a time; arithmetic in which a number may round to 0."""

import functools

import numpy as np

from dlnotes.nn.arguments import floats

__all__ = ["along_last", "elementwise", "products", "quiet", "total"]

quiet = np.errstate(under="ignore")  # exp(−1000) is 0, whatever a reader has told NumPy to raise

BLOCK = 32768  # entries: 128 KiB of float32, so that a handful of temporaries fits the second-level cache
ROWS = 128  # that are added in one go
TERMS = 1024  # of a sum inside one matrix product


def elementwise(formula):
    """Let `formula(x, …)`, written for an array, take any finite floats and keep its temporaries in cache.

    Every operation of NumPy writes a whole array. For a large x these travel to main memory and back, and the
    allocator returns their pages each time; block by block the same operations are about twice as fast.
    """

    @functools.wraps(formula)
    @quiet
    def checked(x, *args, **kwargs):
        x = floats(x, "x")
        if x.size <= BLOCK:
            return formula(x, *args, **kwargs)
        flat, out = x.reshape(-1), np.empty(x.size, x.dtype)
        for start in range(0, x.size, BLOCK):
            block = slice(start, start + BLOCK)
            out[block] = formula(flat[block], *args, **kwargs)
        return out.reshape(x.shape)

    return checked


def total(x):
    """Σ over all axes but the channels', axis 1: x (N, C) or (N, C, T) -> (C,), in x's dtype.

    NumPy adds along the first axis one row after the other, so that in float32 a sum of 4·10⁶ ones is off by
    percents. Here blocks of rows are added, then blocks of their sums, and so on: the error grows with the
    logarithm of N (Higham 1993, "The accuracy of floating point summation"). A product with ones adds a
    block, several times as fast as `sum`.
    """
    if x.ndim == 3:
        x = along_last(x)[:, :, 0]
    while len(x) > ROWS:
        whole = len(x) // ROWS * ROWS
        blocks = np.ones(ROWS, x.dtype) @ x[:whole].reshape(-1, ROWS, x.shape[1])
        x = np.concatenate([blocks, total(x[whole:])[None]]) if whole < len(x) else blocks
    return x.sum(axis=0)


def along_last(x):
    """Σ over the last axis, (..., C) -> (..., 1), in pairs as NumPy does it where that axis is contiguous."""
    return np.ascontiguousarray(x).sum(axis=-1, keepdims=True)


def products(a, b):
    """Σ_t a[..., t] b[..., t]ᵀ: a (..., O, T), b (..., I, T) -> (..., O, I).

    A matrix product adds a long T one term after the other; the sums of halves are off by a few eps, however
    long it is (Higham 1993).
    """
    terms = a.shape[-1]
    if terms <= TERMS:
        return a @ b.swapaxes(-1, -2)
    half = terms // 2
    return products(a[..., :half], b[..., :half]) + products(a[..., half:], b[..., half:])
