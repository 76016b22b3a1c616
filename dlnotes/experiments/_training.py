"""One training step of a net of `Linear` and one kind of unit: in three lines, and fast.

`step` is what the lessons show. `Training` does the same in about half of the time: some rows go through all
layers while they are in the cache, a unit's value and slope come from one pass, arrays are kept from step to
step, and Adam sees one flat array. What a public function has returned is never overwritten.
"""

import math

import numpy as np

from dlnotes.nn import Adam, Linear

ROWS = 1024  # that go through the net together


def step(net, optimiser, x, target):
    """Forward, backward, update, for the squared error of a row, averaged over the rows."""
    error = net.forward(x) - target
    net.backward(2 * error / len(x))
    optimiser.step(net.grads)


class Training:
    """`step` for net = Linear, unit, Linear, unit, …, Linear with Adam, all in the dtype of x.

    `unit` is one of the functions below. The net's parameters become views of one array: read them at any
    time, but do not replace them. Raises ValueError when a gradient is not finite.
    """

    def __init__(self, net, unit, x, target, lr):
        self._layers = [layer for layer in net.layers if isinstance(layer, Linear)]
        self._unit, self._x, self._target = unit, x, target
        started = [layer.params[name] for layer in self._layers for name in ("weight", "bias")]
        values = np.concatenate([param.ravel() for param in started])
        self._grad = np.empty_like(values)
        self._adam = Adam({"net": values}, lr)
        ends = np.cumsum([param.size for param in started])[:-1]
        self._grads = _cut(self._grad, ends, started)
        views = iter(_cut(values, ends, started))
        for layer in self._layers:
            layer.params["weight"], layer.params["bias"] = next(views), next(views)
        rows = min(ROWS, len(x))
        widths = [layer.out_features for layer in self._layers]
        self._values, self._slopes, self._douts, self._spares = (
            [np.empty((rows, width), x.dtype) for width in widths] for _ in range(4)
        )
        self._ones = np.ones(rows, x.dtype)

    @np.errstate(over="ignore", under="ignore", invalid="ignore")  # Adam refuses what is not finite
    def step(self, lr):
        self._grad[...] = 0
        for start in range(0, len(self._x), ROWS):
            rows = slice(start, start + ROWS)
            inputs = self._forward(self._x[rows])
            self._backward(inputs, self._target[rows])
        self._adam.lr = lr
        self._adam.step({"net": self._grad})

    def _forward(self, x):
        """What enters each layer, then the answer; the units' slopes stay behind."""
        inputs = [x]
        for i, layer in enumerate(self._layers):
            value = np.dot(inputs[-1], layer.params["weight"].T, out=self._values[i][: len(x)])
            value += layer.params["bias"]
            if layer is not self._layers[-1]:
                self._unit(value, self._slopes[i][: len(x)], self._spares[i][: len(x)])
            inputs.append(value)
        return inputs

    def _backward(self, inputs, target):
        """Add these rows' share to the gradient."""
        *inputs, dout = inputs
        dout -= target
        dout *= 2 / len(self._x)
        for i in reversed(range(len(inputs))):
            dweight, dbias = self._grads[2 * i : 2 * i + 2]
            dweight += dout.T @ inputs[i]
            dbias += self._ones[: len(dout)] @ dout
            if i:
                below = self._douts[i - 1][: len(dout)]
                dout = np.dot(dout, self._layers[i].params["weight"], out=below)
                dout *= self._slopes[i - 1][: len(dout)]


def _cut(flat, ends, like):
    """The flat array in parts, cut at `ends`, each in the shape of its like."""
    return [part.reshape(each.shape) for part, each in zip(np.split(flat, ends), like, strict=True)]


# A unit writes its slope at z, then turns z into its value; `spare` is an array to work in.


def relu(z, slope, spare):
    np.greater(z, 0, out=slope)
    np.maximum(z, 0, out=z)


def tanh(z, slope, spare):
    np.tanh(z, out=z)
    np.multiply(z, z, out=slope)
    np.subtract(1, slope, out=slope)


def gelu(z, slope, spare):
    """½z(1 + t) with t = tanh(c(z + az³)), and ½(1 + t) + ½z(1 − t²)c(1 + 3az²)."""
    c, a = math.sqrt(2 / math.pi), 0.044715
    np.multiply(z, z, out=slope)
    tanh = np.multiply(slope, c * a, out=spare)
    tanh += c
    tanh *= z
    np.tanh(tanh, out=tanh)
    slope *= 1.5 * c * a
    slope += 0.5 * c
    slope *= z
    slope -= slope * tanh * tanh
    tanh *= 0.5
    tanh += 0.5
    slope += tanh
    z *= tanh


def gaussian(sigma):
    """The unit exp(−z²/2σ²), whose slope is −z/σ² times that; 0 where that is no longer a normal number."""

    def unit(z, slope, spare):
        limits = np.finfo(z.dtype)
        floor = math.log(limits.tiny) - math.log(limits.eps)
        np.multiply(z, -1 / sigma**2, out=slope)
        z *= slope
        z *= 0.5
        np.greater(z, floor, out=spare)
        np.maximum(z, floor, out=z)
        np.exp(z, out=z)
        z *= spare
        slope *= z

    return unit
