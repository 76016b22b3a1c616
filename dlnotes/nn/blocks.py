"""Elementwise functions, one block at a time."""

import functools

import numpy as np

from dlnotes.nn.arguments import floats

__all__ = ["elementwise"]

BLOCK = 32768  # entries: 128 KiB of float32, so that a handful of temporaries fits the second-level cache


def elementwise(formula):
    """Let `formula(x, …)`, written for an array, take any finite floats and keep its temporaries in cache.

    Every operation of NumPy writes a whole array. For a large x these travel to main memory and back, and the
    allocator returns their pages each time; block by block the same operations are about twice as fast.
    """

    @functools.wraps(formula)
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
