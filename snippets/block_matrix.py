"""A strided convolution is a matrix: zeros off the windows,
the same numbers along them."""

import numpy as np

from dlnotes.nn import Conv1d

rng = np.random.default_rng(0)
# --8<-- [start:matrix]
filters = Conv1d(1, 4, kernel_size=2, stride=2, bias=False, rng=rng)
eight_weights = np.arange(1.0, 9.0)  # a number for each
filters.params["weight"] = eight_weights.reshape(4, 1, 2)

# Eight signals, each a single 1 at another place.
spikes = np.eye(8).reshape(8, 1, 8)
answers = filters.forward(spikes)  # (8 signals, 4 filters, 4 places)

# A row for each of 16 units, a column for each of 8 inputs.
numbers = answers.transpose(2, 1, 0).reshape(16, 8).astype(int)
# --8<-- [end:matrix]
x = rng.normal(size=(1, 1, 8))
by_filters = filters.forward(x).transpose(0, 2, 1).ravel()
np.testing.assert_allclose(numbers @ x.ravel(), by_filters, rtol=1e-12)
assert np.count_nonzero(numbers) == 32
assert set(numbers.ravel()) == set(range(9))
