"""Blocks, plain or residual, with or without batch normalisation, and networks stacked from them."""

import numpy as np

from dlnotes.nn import Activation, BatchNorm1d, Linear, Residual, Sequential, kaiming_normal, relu, relu_grad


def weights(features_in, features_out, rng, gain=2**0.5, dtype=np.float64):
    """A Linear with W from N(0, gain²/in) and b = 0.

    gain² = 2 is He's choice, gain² = 1 is Xavier's for a square W.
    """
    layer = Linear(features_in, features_out, rng=rng, dtype=dtype)
    layer.params["weight"] = kaiming_normal((features_out, features_in), rng, gain, dtype)
    layer.params["bias"][...] = 0
    return layer


class OneWay(Residual):
    """A skip connection for the signal alone or for the gradient alone: x + F(x) with J, or F(x) with I + J.

    Its backward is then not the derivative of its forward.
    """

    def __init__(self, body, carries):
        super().__init__(body)
        self.carries = carries

    def forward(self, x):
        return super().forward(x) if self.carries == "signal" else self._remember(self.body.forward(x))

    def backward(self, dout):
        if self.carries == "gradient":
            return super().backward(dout)
        return self.body.backward(*self._recall(dout))


def block(
    width,
    rng,
    skip,
    normalise=False,
    gain=2**0.5,
    last=1.0,
    g=(relu, relu_grad),
    after=True,
    dtype=np.float64,
):
    """weights → (BN) → g → weights → (BN), a skip connection around them if `skip`, then g if `after`.

    `last` multiplies the second layer's weights. The same rng gives the same weights
    with and without a skip connection.
    """
    layers = []
    for position, scale in enumerate((1.0, last)):
        layer = weights(width, width, rng, gain, dtype)
        layer.params["weight"] *= scale
        layers += [layer]
        layers += [BatchNorm1d(width, dtype=dtype)] if normalise else []
        layers += [Activation(*g)] if position == 0 else []
    body = Sequential(*layers)
    inner = body if not skip else Residual(body) if skip is True else OneWay(body, skip)
    return Sequential(inner, Activation(*g)) if after else inner


def network(features, width, classes, depth, rng, skip, normalise=True, dtype=np.float32):
    """`depth` layers of weights, counted as He et al. count: one in, (depth − 2)/2 blocks of two, one out."""
    if depth < 4 or depth % 2:
        raise ValueError(f"depth must be even and at least 4, got {depth}")
    first = [weights(features, width, rng, dtype=dtype)]
    first += [BatchNorm1d(width, dtype=dtype)] if normalise else []
    first += [Activation(relu, relu_grad)]
    blocks = [block(width, rng, skip, normalise, dtype=dtype) for _ in range((depth - 2) // 2)]
    return Sequential(*first, *blocks, weights(width, classes, rng, gain=1.0, dtype=dtype))


def in_one_array(net):
    """(parameters, function that gives their gradients), each as one array under one name.

    The net's own parameters become views of that array. An optimiser then makes one update for all of them,
    to the same numbers, which in a deep net takes far less time than one for each.
    """
    names, start = list(net.params), 0
    flat = np.concatenate([net.params[name].ravel() for name in names])
    for name in names:
        value = net.params[name]
        net.params[name] = flat[start : start + value.size].reshape(value.shape)
        start += value.size
    return {"all": flat}, lambda: {"all": np.concatenate([net.grads[name].ravel() for name in names])}


def accuracy(net, points, labels):
    """The share of points whose largest logit is that of their label."""
    return float(np.mean(net.forward(points).argmax(axis=1) == labels))
