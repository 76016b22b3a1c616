"""Fifty of the note's blocks at He's weights multiply the gradient by hundreds of millions; a zero start keeps it."""

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
def he(rng, n=64):
    layer = Linear(n, n, bias=False, rng=rng, dtype=np.float64)
    layer.params["weight"] = kaiming_normal(
        (n, n), rng, dtype=np.float64
    )
    return layer


def gradient_ratio(blocks, last, rng):
    net = []
    for _ in range(blocks):
        body = Sequential(he(rng), Activation(relu, relu_grad), he(rng))
        body.params["2.weight"] *= last
        net += [Residual(body), Activation(relu, relu_grad)]
    net = Sequential(*net)
    out = net.forward(rng.normal(size=(128, 64)))
    dout = rng.normal(size=out.shape)
    return np.linalg.norm(net.backward(dout)) / np.linalg.norm(dout)


# --8<-- [end:stack]
assert gradient_ratio(50, 1.0, np.random.default_rng(0)) > 1e7
assert 0.65 < gradient_ratio(50, 0.0, np.random.default_rng(0)) < 0.75
