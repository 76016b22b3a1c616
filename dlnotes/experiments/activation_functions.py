"""Six activation functions and their derivatives, as numbers to draw."""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import (
    gaussian,
    gaussian_grad,
    gelu,
    gelu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    tanh,
    tanh_grad,
)


@dataclass(frozen=True)
class Config:
    reach: float = 4.0
    points: int = 161
    sigma: float = 0.5  # of the Gaussian


def run(config=Config()):
    """For each function its values and its slopes at the places z."""
    z = np.linspace(-config.reach, config.reach, config.points)
    pairs = {
        "relu": (relu, relu_grad),
        "gelu": (gelu, gelu_grad),
        "sigmoid": (sigmoid, sigmoid_grad),
        "tanh": (tanh, tanh_grad),
        "gaussian": (lambda z: gaussian(z, config.sigma), lambda z: gaussian_grad(z, config.sigma)),
        "sine": (np.sin, np.cos),
    }
    result = {"z": z, "sigma": config.sigma}
    for name, (function, slope) in pairs.items():
        result |= {name: function(z), f"{name}_slope": slope(z)}
        result[f"{name}_steepest"] = abs(result[f"{name}_slope"]).max()
    return result
