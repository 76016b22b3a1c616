"""What sharing does to gradients: a shared weight adds up what its copies would have received."""

import numpy as np
from dlnotes.nn import Conv1d, Linear

rng = np.random.default_rng(0)
# --8<-- [start:sum]
x = np.array([3.0, 1.0, -2.0, 5.0, 4.0, 0.0, -1.0, 2.0]).reshape(1, 8)
upstream = np.array([1.0, 2.0, -1.0, 1.0]).reshape(
    1, 4
)  # one gradient per place

shared = Conv1d(1, 1, kernel_size=2, stride=2, bias=False, rng=rng)
shared.forward(x[:, None])
shared.backward(upstream[:, None])

copies = Linear(
    8, 4, bias=False, rng=rng
)  # every copy is a parameter of its own
copies.forward(x)
copies.backward(upstream)
first_weight = copies.grads["weight"][
    range(4), range(0, 8, 2)
]  # its copy at each place
# --8<-- [end:sum]
np.testing.assert_array_equal(
    first_weight.sum(), shared.grads["weight"][0, 0, 0]
)
second_weight = copies.grads["weight"][range(4), range(1, 8, 2)]
np.testing.assert_array_equal(
    second_weight.sum(), shared.grads["weight"][0, 0, 1]
)
assert first_weight.mean() != shared.grads["weight"][0, 0, 0]
