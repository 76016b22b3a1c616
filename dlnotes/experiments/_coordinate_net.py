"""Networks from a coordinate, bare or encoded, to one number: their units, their start, their training.

They have three hidden layers and are trained on mean squared error by full-batch Adam with a cosine rate, in
float32. The last layer starts at zero, so every answer starts at 0.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments import _training
from dlnotes.nn import (
    Activation,
    Linear,
    Sequential,
    gaussian,
    gaussian_grad,
    gelu,
    gelu_grad,
    kaiming_uniform,
    positional_encoding,
    relu,
    relu_grad,
    tanh,
    tanh_grad,
    xavier_uniform,
)


@dataclass(frozen=True)
class Recipe:
    """What one network is made of: its units, what it does to its input first, and the rate it learns at."""

    unit: str = "relu"  # "relu", "gelu", "tanh" or "gaussian"
    rate: float = 1e-2
    sigma: float = 0.0  # the width of a Gaussian unit
    bands: int = 0  # octaves of positional encoding; 0 is the bare coordinate
    copies: int = 1  # how often the bare coordinate is given


def inputs(recipe, place):
    """What the first layer sees of the coordinates: themselves, or sines and cosines of them."""
    return positional_encoding(place, recipe.bands) if recipe.bands else np.tile(place, recipe.copies)


def activation(recipe):
    """The recipe's unit as a layer."""
    sigma = recipe.sigma
    pairs = {
        "relu": (relu, relu_grad),
        "gelu": (lambda x: gelu(x, "tanh"), lambda x: gelu_grad(x, "tanh")),  # twice as fast, within 5e-4
        "tanh": (tanh, tanh_grad),
        "gaussian": (lambda x: gaussian(x, sigma), lambda x: gaussian_grad(x, sigma)),
    }
    return Activation(*pairs[recipe.unit])


def network(recipe, rng, features=2, width=64):
    """`features` → width → width → width → 1.

    Hidden weights are He's for ReLU and GELU, Glorot's for tanh, U(±1/√in) for Gaussians.
    Biases are U(±1/√in) throughout: were they zero, every kink of the first layer would go
    through the middle of the picture.
    """
    hidden = [Linear(n, width, rng=rng) for n in (features, width, width)]
    start = {"relu": kaiming_uniform, "gelu": kaiming_uniform, "tanh": xavier_uniform}.get(recipe.unit)
    for layer in hidden if start else ():
        layer.params["weight"] = start(layer.params["weight"].shape, rng)
    last = Linear(width, 1, rng=rng)
    for param in last.params.values():
        param[...] = 0
    return Sequential(*(part for layer in hidden for part in (layer, activation(recipe))), last)


def train(net, recipe, x, target, steps, watch=None):
    """Fit net(x) to `target` (N, 1); `watch(step, net)` is called before the first step and after each."""
    units = {"relu": _training.relu, "gelu": _training.gelu, "tanh": _training.tanh}
    unit = units.get(recipe.unit) or _training.gaussian(recipe.sigma)
    training = _training.Training(net, unit, x, target, recipe.rate)
    for step in range(steps):
        if watch:
            watch(step, net)
        training.step(recipe.rate * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-9)
    if watch:
        watch(steps, net)
    return net
