"""A residual block is the plain block with one `Residual` around
its body; with a zero branch it hands its input on."""

# --8<-- [start:body]
import numpy as np

from dlnotes import nn

rng = np.random.default_rng(0)


def relu():
    return nn.Activation(nn.relu, nn.relu_grad)


def body():
    first, second = (nn.Linear(3, 3, rng=rng) for _ in range(2))
    return nn.Sequential(first, relu(), second)


# --8<-- [end:body]
# --8<-- [start:block]
plain = nn.Sequential(body(), relu())
residual = nn.Sequential(nn.Residual(body()), relu())

a = np.array([[0.5, 2.0, 1.0]])  # one example of three features
for net in (plain, residual):
    for name in net.params:
        net.params[name][...] = 0  # a branch that contributes nothing
# --8<-- [end:block]
zeros = np.zeros((1, 3))
np.testing.assert_array_equal(residual.forward(a), a)
np.testing.assert_array_equal(plain.forward(a), zeros)
# The last ReLU: only a ≥ 0 passes unchanged.
np.testing.assert_array_equal(residual.forward(-a), zeros)
