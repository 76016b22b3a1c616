"""A residual block is the plain block with one `Residual` around its body; with a zero branch it hands its input on."""

import numpy as np
from dlnotes.nn import (
    Activation,
    Linear,
    Residual,
    Sequential,
    relu,
    relu_grad,
)

rng = np.random.default_rng(0)


# --8<-- [start:block]
def linear():
    return Linear(3, 3, rng=rng)


def bend():
    return Activation(relu, relu_grad)


plain = Sequential(Sequential(linear(), bend(), linear()), bend())
residual = Sequential(
    Residual(Sequential(linear(), bend(), linear())), bend()
)

a = np.array([0.5, 2.0, 1.0], ndmin=2)  # one example of three features
for net in (plain, residual):
    for name in net.params:
        net.params[name][...] = 0  # a branch that contributes nothing
# --8<-- [end:block]
np.testing.assert_array_equal(residual.forward(a), a)
np.testing.assert_array_equal(plain.forward(a), np.zeros((1, 3)))
np.testing.assert_array_equal(
    residual.forward(-a), np.zeros((1, 3))
)  # the last ReLU: only a ≥ 0 passes unchanged
