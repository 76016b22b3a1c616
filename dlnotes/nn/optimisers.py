"""Optimisers: `step(grads)` changes the arrays in `params` in place, so that the layers see it.

`params` is any mapping from names to float arrays, such as a layer's; it is looked up anew in every
step, so a parameter that was replaced is the one that moves. `lr` may be assigned between steps (a
schedule). Both raise TypeError for anything but float arrays and real numbers; ValueError for a number
out of range, gradients whose names or shapes differ from the parameters' (as before the first
backward), and NaN or infinity.
"""

import math
from collections.abc import Mapping

import numpy as np

from dlnotes.nn.arguments import floats, fraction, parameter, positive, same_shape
from dlnotes.nn.blocks import quiet

__all__ = ["SGD", "Adam"]


class Optimiser:
    """What both share: the learning rate, and one checked update per named parameter."""

    def __init__(self, params, lr):
        if not isinstance(params, Mapping):
            raise TypeError(f"params must map names to arrays, got {type(params).__name__}")
        if not params:
            raise ValueError("params must not be empty, got 0 names")
        self._shapes = {name: np.shape(params[name]) for name in params}
        self.params, self.lr, self.steps = params, lr, 0
        for name in params:
            self._param(name)

    @property
    def lr(self):
        return self._lr

    @lr.setter
    def lr(self, value):
        self._lr = positive(value, "lr")

    @quiet
    def step(self, grads):
        """Move every parameter, or none: all gradients are checked before the first array changes."""
        names = sorted(self._shapes)
        if sorted(grads) != names:
            raise ValueError(f"grads must have the names of params, {names}, got {sorted(grads)}")
        params = {name: self._param(name) for name in self._shapes}
        grads = {name: self._grad(grads, name) for name in self._shapes}
        self.steps += 1
        for name, param in params.items():
            self._update(name, param, grads[name])

    def _param(self, name):
        param = parameter(self.params, name, self._shapes[name])
        if not param.flags.writeable:
            raise ValueError(f"params[{name!r}] must be writeable, got a read-only array")
        return param

    def _grad(self, grads, name):
        label, limits = f"grads[{name!r}]", np.finfo(self._scratch[name].dtype)
        most = self._most(limits)
        grad = same_shape(floats(grads[name], label), self._shapes[name], label)
        if (largest := max(grad.max(), -grad.min())) > most:
            raise ValueError(f"{label} must be at most {most:.1e} in {limits.dtype}, got {largest}")
        return grad

    def _most(self, limits):
        """The largest gradient that an update can take."""
        return float(limits.max)

    def _buffers(self):
        """One array of zeros per parameter."""
        return {name: np.zeros_like(self.params[name]) for name in self._shapes}


class SGD(Optimiser):
    """v ← momentum·v + g, θ ← θ − lr·v; with momentum 0, gradient descent.

    lr > 0 and 0 ≤ momentum < 1. Goodfellow, Bengio & Courville 2016, §8.3.1–8.3.2, in PyTorch's scaling.

    >>> params = {"w": np.array([1.0])}
    >>> SGD(params, lr=0.1).step({"w": np.array([2.0])})
    >>> print(params["w"])
    [0.8]
    """

    def __init__(self, params, lr, momentum=0):
        super().__init__(params, lr)
        self.momentum = fraction(momentum, "momentum")
        self._velocity, self._scratch = self._buffers(), self._buffers()

    def _update(self, name, param, grad):
        velocity, scratch = self._velocity[name], self._scratch[name]
        velocity *= self.momentum
        velocity += grad
        param -= np.multiply(velocity, self.lr, out=scratch)


class Adam(Optimiser):
    """m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − lr·m̂/(√v̂ + eps).

    With m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) the first step moves each entry by lr·|g|/(|g| + eps): by lr,
    unless the gradient is as small as eps. lr, eps > 0 and 0 ≤ β < 1. Raises ValueError for a gradient whose
    square overflows the parameter's dtype, or an eps whose square is 0 in it. Kingma & Ba 2015, algorithm 1.

    >>> params = {"w": np.array([1.0])}
    >>> Adam(params, lr=0.1).step({"w": np.array([2000.0])})
    >>> print(np.round(params["w"], 4))
    [0.9]
    """

    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr)
        beta1, beta2 = betas
        self.betas = fraction(beta1, "betas[0]"), fraction(beta2, "betas[1]")
        self.eps = positive(eps, "eps")
        self._mean, self._square, self._scratch = self._buffers(), self._buffers(), self._buffers()
        least = max(math.sqrt(np.finfo(square.dtype).tiny) for square in self._square.values())
        if self.eps < least:  # √v̂ is 0 for a gradient as small, and the step would be far too long
            raise ValueError(f"eps must be at least {least:.1e}, whose square is not 0, got {eps}")

    def _most(self, limits):
        return math.sqrt(limits.max)  # its square is kept, too

    def _update(self, name, param, grad):
        (beta1, beta2), scratch = self.betas, self._scratch[name]
        mean, square = self._mean[name], self._square[name]
        mean *= beta1
        mean += np.multiply(grad, 1 - beta1, out=scratch)
        np.multiply(grad, grad, out=scratch)
        square *= beta2
        square += np.multiply(scratch, 1 - beta2, out=scratch)
        root = np.sqrt(square, out=scratch)
        root *= 1 / np.sqrt(1 - beta2**self.steps)  # both averages start at 0, so young ones are too small
        root += self.eps
        change = np.divide(mean, root, out=scratch)
        change *= self.lr / (1 - beta1**self.steps)
        param -= change
