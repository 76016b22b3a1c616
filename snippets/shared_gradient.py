"""What sharing does to gradients: a shared weight adds up what its
copies would have received."""

import numpy as np

from dlnotes.nn import Conv1d, Linear

rng = np.random.default_rng(0)
# --8<-- [start:sum]
x = np.array([3.0, 1.0, -2.0, 5.0, 4.0, 0.0, -1.0, 2.0]).reshape(1, 8)
upstream = np.array([[1.0, 2.0, -1.0, 1.0]])  # one gradient per place

shared = Conv1d(1, 1, kernel_size=2, stride=2, bias=False, rng=rng)
shared.forward(x[:, None])
shared.backward(upstream[:, None])

# Every copy is a parameter of its own.
copies = Linear(8, 4, bias=False, rng=rng)
copies.forward(x)
copies.backward(upstream)
places, inputs = range(4), range(0, 8, 2)  # where the first weight is
first_weight = copies.grads["weight"][places, inputs]
# --8<-- [end:sum]
sums = shared.grads["weight"][0, 0]
assert first_weight.sum() == sums[0] != first_weight.mean()
second_weight = copies.grads["weight"][range(4), range(1, 8, 2)]
assert second_weight.sum() == sums[1]
