"""Activation functions, each beside its derivative; softmax lives next door in `softmaxes`.

Every function takes a finite float array of any shape (or a Python float) and returns the same shape
and dtype; `f_grad(x)` is f′(x), elementwise. They raise TypeError for anything but floats,
ValueError for NaN or infinity.
"""

import math

import numpy as np

from dlnotes.nn.arguments import fitting, floats
from dlnotes.nn.blocks import elementwise, quiet
from dlnotes.nn.special import erf

__all__ = [
    "gaussian",
    "gaussian_grad",
    "gelu",
    "gelu_grad",
    "relu",
    "relu_grad",
    "sigmoid",
    "sigmoid_grad",
    "silu",
    "silu_grad",
    "sine",
    "sine_grad",
    "tanh",
    "tanh_grad",
]

GELU_SLOPE = math.sqrt(2 / math.pi)
GELU_CUBIC = 0.044715


def relu(x):
    """max(x, 0). Goodfellow, Bengio & Courville 2016, §6.3.1.

    >>> print(relu(np.array([-2.0, 0.5])))
    [0.  0.5]
    """
    return np.maximum(floats(x, "x"), 0)


def relu_grad(x):
    """1 where x > 0, else 0: x is the value *before* the ReLU, and the slope at the kink is 0 by convention.

    >>> print(relu_grad(np.array([-2.0, 0.0, 0.5])))
    [0. 0. 1.]
    """
    x = floats(x, "x")
    return (x > 0).astype(x.dtype)


@elementwise
def sigmoid(x):
    """σ(x) = 1 / (1 + exp(−x)). Goodfellow, Bengio & Courville 2016, §3.10.

    >>> print(round(float(sigmoid(-1000.0)), 4), round(float(sigmoid(0.0)), 4))
    0.0 0.5
    """
    # Multiplied above and below by exp(min(x, 0)): exp never meets a positive number, so it cannot overflow.
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


@elementwise
def sigmoid_grad(x):
    """σ(x)·(1 − σ(x)), written as e/(1 + e)² with e = exp(−|x|): 1 − σ would round to 0 from x ≈ 37.

    >>> print(round(float(sigmoid_grad(0.0)), 4))
    0.25
    """
    decay = np.exp(-np.abs(x))
    return decay / (1 + decay) ** 2


@quiet
def tanh(x):
    """tanh x = 2σ(2x) − 1.

    >>> print(round(float(tanh(0.5)), 4))
    0.4621
    """
    return np.tanh(floats(x, "x"))


@elementwise
def tanh_grad(x):
    """1 − tanh² x, written as 4e/(1 + e)² with e = exp(−2|x|), which does not cancel in the tails.

    >>> print(round(float(tanh_grad(0.0)), 4))
    1.0
    """
    decay = np.exp(-np.abs(x)) ** 2
    return 4 * decay / (1 + decay) ** 2


@elementwise
def silu(x):
    """x·σ(x), the swish. Hendrycks & Gimpel 2016; Ramachandran, Zoph & Le 2017.

    >>> print(round(float(silu(1.0)), 4))
    0.7311
    """
    return x * sigmoid(x)


@elementwise
def silu_grad(x):
    """σ(x) + x·σ′(x): the product rule.

    >>> print(round(float(silu_grad(0.0)), 4))
    0.5
    """
    return sigmoid(x) + x * sigmoid_grad(x)


@elementwise
def gelu(x, approximate="none"):
    """x·Φ(x), Φ the standard normal's distribution function; Hendrycks & Gimpel 2016.

    `approximate="none"` is exact, Φ(x) = ½(1 + erf(x/√2)); `"tanh"` is the paper's
    ½x·(1 + tanh(√(2/π)·(x + 0.044715 x³))), within 5e-4 of it. Raises ValueError for any other name.

    >>> print(round(float(gelu(1.0)), 6), round(float(gelu(1.0, approximate="tanh")), 6))
    0.841345 0.841192
    """
    return x * (_normal_cdf(x) if _is_exact(approximate) else 0.5 * (1 + np.tanh(_gelu_argument(x))))


@elementwise
def gelu_grad(x, approximate="none"):
    """Φ(x) + x·φ(x), φ the standard normal density; or the exact derivative of the tanh form.

    >>> print(round(float(gelu_grad(0.0)), 4), round(float(gelu_grad(1.0)), 4))
    0.5 1.0833
    """
    if _is_exact(approximate):
        return _normal_cdf(x) + x * gaussian(x, 1.0) / math.sqrt(2 * math.pi)
    x = np.clip(x, -10, 10)  # beyond, the derivative is 0 or 1 to the last bit
    squashed = np.tanh(_gelu_argument(x))
    dargument = GELU_SLOPE * (1 + 3 * GELU_CUBIC * x * x)
    dsquashed = 1 - squashed * squashed
    return 0.5 * (1 + squashed) + 0.5 * x * dsquashed * dargument


def _is_exact(approximate):
    if approximate not in ("none", "tanh"):
        raise ValueError(f'approximate must be "none" or "tanh", got {approximate!r}')
    return approximate == "none"


def _normal_cdf(x):
    return 0.5 * (1 + erf(x * math.sqrt(0.5)))


def _gelu_argument(x):
    x = np.clip(x, -10, 10)  # tanh is ±1 long before x³ overflows
    return GELU_SLOPE * (x + GELU_CUBIC * x * x * x)


@elementwise
def gaussian(x, sigma):
    """exp(−x² / 2σ²), a bump of height 1 and width σ > 0; 0 where that is below 1e-31 (in float64, 1e-292).

    Ramasinghe & Lucey 2022.

    >>> print(round(float(gaussian(0.1, sigma=0.1)), 4))
    0.6065
    """
    return _bell(_scaled(x, fitting(sigma, "sigma", x.dtype)))


@elementwise
def gaussian_grad(x, sigma):
    """−x/σ² · exp(−x² / 2σ²).

    >>> print(round(float(gaussian_grad(0.1, sigma=0.1)), 4))
    -6.0653
    """
    scaled = _scaled(x, fitting(sigma, "sigma", x.dtype))
    dscaled = -scaled * _bell(scaled)
    return dscaled / float(sigma)


@np.errstate(over="ignore")
def _scaled(x, sigma):
    return np.clip(x / sigma, -40, 40)  # exp(−40²/2) is 0; a larger quotient could only overflow


def _bell(scaled):
    """exp(−scaled²/2), without the subnormal numbers that would make every later product much slower."""
    limits = np.finfo(scaled.dtype)
    floor = math.log(limits.tiny) - math.log(limits.eps)
    exponent = -0.5 * scaled * scaled
    return np.exp(np.maximum(exponent, floor)) * (exponent > floor)


@elementwise
def sine(x, omega):
    """sin ωx, the activation of SIREN. Sitzmann et al. 2020.

    >>> print(round(float(sine(0.1, omega=30.0)), 4))
    0.1411
    """
    return np.sin(_phase(x, omega))


@elementwise
def sine_grad(x, omega):
    """ω·cos ωx.

    >>> print(round(float(sine_grad(0.0, omega=30.0)), 4))
    30.0
    """
    dphase = np.cos(_phase(x, omega))
    return dphase * float(omega)


@np.errstate(over="ignore")  # a phase that does not fit is refused
def _phase(x, omega):
    return floats(fitting(omega, "omega", x.dtype) * x, "omega * x")
