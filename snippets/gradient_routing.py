"""A filter sends each lower unit the gradient times that unit's
weight: neither split nor equal."""

import numpy as np

from dlnotes.nn import Conv1d

rng = np.random.default_rng(0)
# --8<-- [start:filter]
weights = np.array([-0.5, 1.5, 0.25, 1.0])
filter_ = Conv1d(4, 1, kernel_size=1, bias=False, rng=rng)
filter_.params["weight"] = weights.reshape(1, 4, 1)

lower_units = np.array([3.0, -1.0, 2.0, 0.5])
filter_.forward(lower_units.reshape(1, 4, 1))
from_above = np.full((1, 1, 1), 2.0)  # a gradient of 2
received = filter_.backward(from_above).ravel()
# --8<-- [end:filter]
np.testing.assert_array_equal(received, 2.0 * weights)
assert len(set(received)) == 4 and received.sum() != 2.0
