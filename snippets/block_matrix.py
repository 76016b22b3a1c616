"""A strided convolution is a matrix: zeros off the windows, the same numbers along them."""

import numpy as np
from dlnotes.nn import Conv1d

# --8<-- [start:matrix]
filters = Conv1d(
    1,
    4,
    kernel_size=2,
    stride=2,
    bias=False,
    rng=np.random.default_rng(0),
)
filters.params["weight"] = np.arange(1.0, 9.0).reshape(
    4, 1, 2
)  # number the eight weights

spikes = np.eye(8).reshape(
    8, 1, 8
)  # eight signals, each a single 1 at another place
answers = filters.forward(spikes)  # (8 signals, 4 filters, 4 places)
numbers = (
    answers.transpose(2, 1, 0).reshape(16, 8).astype(int)
)  # 16 units, 8 inputs
# --8<-- [end:matrix]
x = np.random.default_rng(1).normal(size=(1, 1, 8))
np.testing.assert_allclose(
    numbers @ x.ravel(),
    filters.forward(x).transpose(0, 2, 1).ravel(),
    rtol=1e-12,
)
assert np.count_nonzero(numbers) == 32 and set(numbers.ravel()) == set(
    range(9)
)
