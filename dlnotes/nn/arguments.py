"""Arguments, looked at before they are used: one function per invariant, named for what it lets through.

A wrong value, shape or range is a ValueError; a wrong kind of thing is a TypeError. Every message
names the invariant first and the offending value last.
"""

import math
from numbers import Integral, Real

import numpy as np

__all__ = [
    "flag",
    "float_dtype",
    "floats",
    "fitting",
    "fraction",
    "generator",
    "integer",
    "interval",
    "class_labels",
    "parameter",
    "positive",
    "real",
    "same_shape",
    "targets",
]


def floats(x, name):
    """`x` as an array of finite float32 or float64, itself if it is one; 0-d for a Python float.

    float16 is refused: squares and sums of ordinary numbers overflow in it. Integers are refused, not
    converted: a derivative with respect to an integer means nothing, and `1` where `1.0` was meant is the
    usual way to lose float32.
    """
    x = np.asarray(x)
    if x.dtype.kind != "f":
        raise TypeError(f"{name} must hold floats (write 1.0, not 1), got dtype {x.dtype}")
    float_dtype(x.dtype, name)
    if x.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {x.shape}")
    finite = np.isfinite(x)
    if not finite.all():
        raise ValueError(f"{name} must be finite, got {_first(x, ~finite)}")
    return x


def _first(x, bad):
    """The first offending entry and where it sits: `nan at index (0, 3)`."""
    where = tuple(int(i) for i in np.argwhere(bad)[0])
    return f"{x[where]} at index {where}" if where else f"{x[()]}"


def targets(d, y, name="d"):
    """Targets as finite floats of `y`'s dtype and exactly `y`'s shape; int and bool targets are welcome.

    No broadcasting: (N,) against (N, 1) would silently compare every example with every other.
    """
    d = np.asarray(d)
    if d.dtype.kind not in "fiub":
        raise TypeError(f"{name} must hold real numbers, got dtype {d.dtype}")
    same_shape(d, y.shape, name)
    with np.errstate(over="ignore", under="ignore"):  # what does not fit becomes infinite, and is refused
        return floats(d.astype(y.dtype, copy=False), name)


def class_labels(index, logits):
    """One integer label per row of `logits` (N, C), each in [0, C), as an index array; bools are 0 and 1."""
    index, (examples, classes) = np.asarray(index), logits.shape
    if index.dtype.kind not in "iub":
        raise TypeError(f"labels must be integers, got dtype {index.dtype}")
    same_shape(index, (examples,), "labels")
    outside = (index < 0) | (index >= classes)
    if outside.any():
        raise ValueError(f"labels must be in [0, {classes}), got {_first(index, outside)}")
    return index.astype(np.intp)  # a bool array would select rows, not columns


def parameter(params, name, shape):
    """The parameter `name` of a layer, whatever a reader has put in its place since the last call."""
    value = params[name]
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name} must be a NumPy array, got {type(value).__name__}")
    return same_shape(floats(value, name), shape, name)


def same_shape(x, shape, name):
    """`x`, if its shape is `shape`."""
    if x.shape != tuple(shape):
        raise ValueError(f"{name} must have shape {tuple(shape)}, got {x.shape}")
    return x


def interval(x, name):
    """`x`, if every entry is a probability."""
    outside = (x < 0) | (x > 1)
    if outside.any():
        raise ValueError(f"{name} must be in [0, 1], got {_first(x, outside)}")
    return x


def integer(value, name, minimum=1):
    """`value` as a Python int ≥ `minimum`; True is no kernel size."""
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise TypeError(f"{name} must be an integer, got {value!r}")
    if value < minimum:
        raise ValueError(f"{name} must be at least {minimum}, got {value}")
    return int(value)


def real(value, name):
    """`value` as a finite Python float, so that it never widens a float32 array."""
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"{name} must be a real number, got {value!r}")
    if not math.isfinite(value):
        raise ValueError(f"{name} must be finite, got {value}")
    return float(value)


def positive(value, name):
    """`value` as a float > 0."""
    if real(value, name) <= 0:
        raise ValueError(f"{name} must be positive, got {value}")
    return float(value)


def fitting(value, name, dtype):
    """`value` as a float > 0 that `dtype` can hold: in float32 1e-50 would be 0 and 1e50 infinite."""
    least, most = float(np.finfo(dtype).tiny), float(np.finfo(dtype).max)
    if not least <= positive(value, name) <= most:
        raise ValueError(f"{name} must be in [{least:.1e}, {most:.1e}] for {dtype}, got {value}")
    return float(value)


def fraction(value, name):
    """`value` as a float in [0, 1): the range of a decay rate."""
    if not 0 <= real(value, name) < 1:
        raise ValueError(f"{name} must be in [0, 1), got {value}")
    return float(value)


def flag(value, name):
    """`value`, if it is a bool."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} must be True or False, got {value!r}")
    return bool(value)


def generator(rng):
    """`rng`, if it is a numpy.random.Generator: no seeds, no global state."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng must be a numpy.random.Generator, got {rng!r}")
    return rng


def float_dtype(dtype, name="dtype"):
    """`dtype` as a NumPy dtype, if it is float32 or float64."""
    dtype = np.dtype(dtype)
    if dtype not in (np.float32, np.float64):
        raise TypeError(f"{name} must be float32 or float64, got {dtype}")
    return dtype
