"""Layers made of layers: one after the other, and around a shortcut."""

from collections.abc import MutableMapping

import numpy as np

from dlnotes.nn.layers import Layer

__all__ = ["Residual", "Sequential"]


class Sequential(Layer):
    """The layers' composition; backward runs through them in reverse, which is the chain rule.

    `params` and `grads` are live views of the layers' own dicts under names such as "0.weight": writing
    `net.params["0.weight"] = new` replaces the parameter in layer 0. Raises TypeError for anything that is
    not a layer, ValueError for none at all or for one layer in two places (it remembers only one forward).
    Goodfellow, Bengio & Courville 2016, §6.5.

    >>> from dlnotes.nn import Activation, sine, sine_grad
    >>> square = Activation(lambda x: x**2, lambda x: 2 * x)
    >>> net = Sequential(square, Activation(lambda x: sine(x, 1.0), lambda x: sine_grad(x, 1.0)))
    >>> print(round(float(net.forward(0.5)), 4), round(float(net.backward(1.0)), 4))  # sin x² and 2x·cos x²
    0.2474 0.9689
    """

    def __init__(self, *layers):
        super().__init__()
        if not layers:
            raise ValueError("Sequential needs at least one layer, got 0")
        for layer in layers:
            _check_layer(layer)
        everyone = [each for layer in layers for each in _family(layer)]
        if len(set(map(id, everyone))) < len(everyone):
            names = [type(each).__name__ for each in everyone]
            raise ValueError(f"each layer may occur only once, got {names}")
        self.layers = self.children = layers
        self.params, self.grads = _Prefixed(layers, "params"), _Prefixed(layers, "grads")

    def forward(self, x):
        self._memory = None  # until all have gone forward: their memories must be of one x
        for layer in self.layers:
            x = layer.forward(x)
        return self._remember(x)

    def backward(self, dout):
        (dout,) = self._recall(dout)
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout


class Residual(Layer):
    """y = x + body(x), with no activation after the sum; `params` and `grads` are the body's own.

    The sum passes dout on to both branches, so dL/dx = dout·(I + ∂body/∂x): one path avoids the body's
    weights. Raises TypeError if the body is not a layer, ValueError if it changes the shape. He et al. 2015
    (Deep Residual Learning), §3.1–3.2, who put a ReLU after the sum; write Sequential(Residual(body),
    Activation(...)) for that.

    >>> from dlnotes.nn import Activation
    >>> block = Residual(Activation(lambda x: x**2, lambda x: 2 * x))
    >>> print(block.forward(3.0), block.backward(1.0))
    12.0 7.0
    """

    def __init__(self, body):
        super().__init__()
        self.body = _check_layer(body)
        self.children = (body,)
        self.params, self.grads = body.params, body.grads

    def forward(self, x):
        self._memory = None
        change = self.body.forward(x)
        if change.shape != np.shape(x):
            raise ValueError(f"the body must keep the shape of x, {np.shape(x)}, got {change.shape}")
        return self._remember(x + change)

    def backward(self, dout):
        (dout,) = self._recall(dout)
        dbody = self.body.backward(dout)
        return dout + dbody


class _Prefixed(MutableMapping):
    """The dicts called `kind` of some layers as one: "1.weight" is entry "weight" of the second layer's."""

    def __init__(self, layers, kind):
        self._layers, self._kind = {str(i): layer for i, layer in enumerate(layers)}, kind

    def _locate(self, name):
        prefix, _, rest = name.partition(".")
        owner = getattr(self._layers[prefix], self._kind) if prefix in self._layers else {}
        if rest not in owner:
            raise KeyError(name)
        return owner, rest

    def __getitem__(self, name):
        owner, rest = self._locate(name)
        return owner[rest]

    def __setitem__(self, name, value):
        owner, rest = self._locate(name)
        owner[rest] = value

    def __delitem__(self, name):
        raise TypeError(f"parameters may be replaced, not deleted, got {name!r}")

    def __iter__(self):
        for prefix, layer in self._layers.items():
            for rest in getattr(layer, self._kind):
                yield f"{prefix}.{rest}"

    def __len__(self):
        return sum(len(getattr(layer, self._kind)) for layer in self._layers.values())

    def __repr__(self):
        return repr(dict(self))


def _family(layer):
    """The layer and all in it."""
    yield layer
    for child in layer.children:
        yield from _family(child)


def _check_layer(layer):
    if not isinstance(layer, Layer):
        raise TypeError(f"a layer must be a dlnotes.nn.Layer, got {layer!r}")
    return layer
