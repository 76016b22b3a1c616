"""Fifty of the note's blocks at He's weights multiply the gradient
by hundreds of millions; a zero start keeps it."""

import numpy as np

from dlnotes.nn import (
    Activation,
    Linear,
    Residual,
    Sequential,
    kaiming_normal,
    relu,
    relu_grad,
)


# --8<-- [start:stack]
def gradient_ratio(blocks, last, rng):
    layers = []
    for _ in range(blocks):
        first = Linear(64, 64, bias=False, rng=rng)
        second = Linear(64, 64, bias=False, rng=rng)
        first.params["weight"] = kaiming_normal((64, 64), rng)
        second.params["weight"] = last * kaiming_normal((64, 64), rng)
        body = Sequential(first, Activation(relu, relu_grad), second)
        layers += [Residual(body), Activation(relu, relu_grad)]
    net = Sequential(*layers)
    out = net.forward(rng.normal(size=(128, 64)))
    dout = rng.normal(size=out.shape)
    return np.linalg.norm(net.backward(dout)) / np.linalg.norm(dout)


# --8<-- [end:stack]
assert gradient_ratio(50, 1.0, np.random.default_rng(0)) > 1e7
assert 0.65 < gradient_ratio(50, 0.0, np.random.default_rng(0)) < 0.75
