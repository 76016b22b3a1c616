"""The oracle for every gradient: compare it with a difference quotient."""

import numpy as np

from dlnotes.nn.arguments import floats, generator, same_shape
from dlnotes.nn.blocks import quiet

__all__ = ["gradcheck"]


@quiet
def gradcheck(f, grad, x, rng):
    """|a − b| / max(|a|, |b|), a = ⟨grad(x), v⟩, b = (f(x + hv) − f(x − hv)) / 2h, v a random direction.

    A right gradient of a smooth f gives about 1e-9, and 1e-4 if f answers in float32; a wrong one its
    relative error, a = b = 0 gives 0. What rounding of f alone makes of b is taken off |a − b|. f maps x to a
    number; an array is summed, so an elementwise function and its `_grad` fit as they are. x is a float array
    of any shape, used in float64; keep it h (1e-5·max(1, |x|), in float32 1e-2) away from kinks and from the
    edge of f's domain. Raises TypeError if x is not float or rng no numpy.random.Generator, ValueError if
    grad(x) has not x's shape, or if x, f(x) or grad(x) is not finite. Goodfellow, Bengio & Courville 2016,
    §11.5.

    >>> rng = np.random.default_rng(0)
    >>> print(gradcheck(lambda x: x**3, lambda x: 3 * x**2, np.array([1.0, 2.0]), rng) < 1e-7)
    True
    >>> print(gradcheck(lambda x: x**3, lambda x: 3.03 * x**2, np.array([1.0, 2.0]), rng) > 0.005)
    True
    """
    x = floats(x, "x").astype(np.float64)
    direction = _direction(x.shape, generator(rng))
    eps = float(np.finfo(_values(f, x).dtype).eps)
    step = np.cbrt(eps) * max(1.0, np.abs(x).max())  # balances truncation, h², against rounding, 1/h
    slope = np.sum(same_shape(floats(grad(x.copy()), "grad(x)"), x.shape, "grad(x)") * direction)
    after, before = (_values(f, x + sign * step * direction).astype(np.float64) for sign in (1, -1))
    quotient = (after - before).sum() / (2 * step)
    rounding = eps * (np.abs(after) + np.abs(before)).sum() / (2 * step)
    size = max(abs(slope), abs(quotient))
    return float(max(abs(slope - quotient) - rounding, 0) / size) if size else 0.0


def _direction(shape, rng):
    """Entries ±[½, 1]: none is too small to be seen, and errors cannot cancel as between exact ±1."""
    return rng.uniform(0.5, 1, shape) * rng.choice([-1.0, 1.0], shape)


def _values(f, x):
    return floats(f(x), "f(x)")
