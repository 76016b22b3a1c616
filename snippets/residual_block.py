"""A residual block is the plain block with one `Residual` around
its body; with a zero branch it hands its input on."""

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
def body():
    first, second = Linear(3, 3, rng=rng), Linear(3, 3, rng=rng)
    return Sequential(first, Activation(relu, relu_grad), second)


plain = Sequential(body(), Activation(relu, relu_grad))
residual = Sequential(Residual(body()), Activation(relu, relu_grad))

a = np.array([0.5, 2.0, 1.0], ndmin=2)  # one example of three features
for net in (plain, residual):
    for name in net.params:
        net.params[name][...] = 0  # a branch that contributes nothing
# --8<-- [end:block]
zeros = np.zeros((1, 3))
np.testing.assert_array_equal(residual.forward(a), a)
np.testing.assert_array_equal(plain.forward(a), zeros)
# The last ReLU: only a ≥ 0 passes unchanged.
np.testing.assert_array_equal(residual.forward(-a), zeros)
