"""What the floor cuts off gets no gradient: the network cannot
learn from it."""

import numpy as np

from dlnotes.nn import Conv1d, unseen_inputs

rng = np.random.default_rng(0)
# --8<-- [start:unseen]
conv = Conv1d(1, 1, kernel_size=2, stride=2, bias=False, rng=rng)
conv.params["weight"] = np.ones((1, 1, 2))
signal = np.zeros((1, 1, 7))  # seven inputs, three outputs
outputs = conv.forward(signal)
gradient = conv.backward(np.ones_like(outputs)).ravel()
# --8<-- [end:unseen]
np.testing.assert_array_equal(gradient, [1, 1, 1, 1, 1, 1, 0])
silent = np.flatnonzero(gradient == 0)
assert silent.tolist() == unseen_inputs(7, kernel_size=2, stride=2)
