"""Random starting weights: each is a new array of `shape` (out, in) or (out, in, kernel), from `rng`.

fan_in is the number of inputs of one output, in·kernel; fan_out that of outputs of one input,
out·kernel. `rng` is a numpy.random.Generator. All raise TypeError for another kind of rng, a shape
that is not of integers or a dtype that is not floating; ValueError for a shape without fans or a
number that is not positive.
"""

import math

import numpy as np

from dlnotes.nn.arguments import fitting, flag, float_dtype, generator, integer, positive

__all__ = [
    "fan_in_uniform",
    "kaiming_normal",
    "kaiming_uniform",
    "siren_uniform",
    "xavier_normal",
    "xavier_uniform",
    "zeros",
]

RELU_GAIN = math.sqrt(2)  # a ReLU passes half of the variance on; He et al. put it back


def kaiming_uniform(shape, rng, gain=RELU_GAIN, dtype=np.float32):
    """U(±gain·√(3/fan_in)), of variance gain²/fan_in. He et al. 2015 (Delving Deep into Rectifiers), §2.2.

    >>> weight = kaiming_uniform((1000, 200), np.random.default_rng(0))
    >>> print(round(float(weight.std()), 3), round(float(np.sqrt(2 / 200)), 3))
    0.1 0.1
    """
    return _uniform(shape, rng, positive(gain, "gain") * math.sqrt(3 / _fans(shape)[0]), dtype)


def kaiming_normal(shape, rng, gain=RELU_GAIN, dtype=np.float32):
    """N(0, gain²/fan_in). He et al. 2015 (Delving Deep into Rectifiers), §2.2.

    >>> print(kaiming_normal((3, 2), np.random.default_rng(0)).shape)
    (3, 2)
    """
    return _normal(shape, rng, positive(gain, "gain") / math.sqrt(_fans(shape)[0]), dtype)


def xavier_uniform(shape, rng, gain=1.0, dtype=np.float32):
    """U(±gain·√(6/(fan_in + fan_out))). Glorot & Bengio 2010, eq. 16.

    >>> weight = xavier_uniform((30, 20), np.random.default_rng(0))
    >>> print(bool(abs(weight).max() <= np.sqrt(6 / 50)))
    True
    """
    return _uniform(shape, rng, positive(gain, "gain") * math.sqrt(6 / sum(_fans(shape))), dtype)


def xavier_normal(shape, rng, gain=1.0, dtype=np.float32):
    """N(0, 2·gain²/(fan_in + fan_out)). Glorot & Bengio 2010, eq. 12.

    >>> print(xavier_normal((3, 2, 5), np.random.default_rng(0)).shape)
    (3, 2, 5)
    """
    return _normal(shape, rng, positive(gain, "gain") * math.sqrt(2 / sum(_fans(shape))), dtype)


def siren_uniform(shape, rng, omega=30.0, first=False, dtype=np.float32):
    """U(±√(6/fan_in)/ω) for layers under sin ωx, U(±1/fan_in) for the first. Sitzmann et al. 2020, §3.2.

    >>> weight = siren_uniform((64, 64), np.random.default_rng(0), omega=30.0)
    >>> print(bool(abs(weight).max() <= np.sqrt(6 / 64) / 30))
    True
    """
    omega, fan_in = positive(omega, "omega"), _fans(shape)[0]
    bound = 1 / fan_in if flag(first, "first") else math.sqrt(6 / fan_in) / omega
    return _uniform(shape, rng, bound, dtype)


def fan_in_uniform(shape, rng, fan_in=None, dtype=np.float32):
    """U(±1/√fan_in), the start of PyTorch's Linear and Conv1d; for a bias (out,), say its weight's `fan_in`.

    >>> bias = fan_in_uniform((64,), np.random.default_rng(0), fan_in=16)
    >>> print(bool(abs(bias).max() <= 1 / 4))
    True
    """
    fan_in = _fans(shape)[0] if fan_in is None else integer(fan_in, "fan_in")
    return _uniform(shape, rng, 1 / math.sqrt(fan_in), dtype)


def zeros(shape, rng=None, dtype=np.float32):
    """All zeros: for biases, or for a residual branch's last layer. `rng` may be given and is not used.

    >>> print(zeros((2,)))
    [0. 0.]
    """
    return np.zeros(_sizes(shape), float_dtype(dtype))


def _sizes(shape):
    return tuple(integer(size, "each size of shape") for size in shape)


def _fans(shape):
    sizes = _sizes(shape)
    if len(sizes) < 2:
        raise ValueError(f"shape must be (out, in) or (out, in, kernel), got {sizes}")
    kernel = math.prod(sizes[2:])
    return sizes[1] * kernel, sizes[0] * kernel


def _uniform(shape, rng, bound, dtype):
    bound = fitting(bound, "the bound of the weights", float_dtype(dtype))
    return generator(rng).uniform(-bound, bound, _sizes(shape)).astype(dtype, copy=False)


def _normal(shape, rng, deviation, dtype):
    deviation = fitting(deviation, "the deviation of the weights", float_dtype(dtype))
    return generator(rng).normal(0, deviation, _sizes(shape)).astype(dtype, copy=False)
