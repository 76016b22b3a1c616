"""Strides turned into dilations: the same weights answer at every
sample."""

import numpy as np

from dlnotes.nn import Conv1d, Sequential

rng = np.random.default_rng(0)
signal = rng.integers(-9, 10, (1, 1, 40)).astype(float)

# --8<-- [start:dilated]
hopping, gliding = [], []
for below, above, dilation in ((1, 4, 1), (4, 3, 2), (3, 2, 4)):
    hopping += [Conv1d(below, above, 2, stride=2, rng=rng)]
    gliding += [Conv1d(below, above, 2, dilation=dilation, rng=rng)]
hopping, gliding = Sequential(*hopping), Sequential(*gliding)
gliding.params.update(hopping.params)  # the same 44 weights, 9 biases

every_eighth = hopping.forward(signal)  # (1, 2, 5)
every_one = gliding.forward(signal)  # (1, 2, 33)
# --8<-- [end:dilated]
same = np.testing.assert_allclose
same(every_one[:, :, ::8], every_eighth, rtol=1e-12)
# Each of the 33 windows on its own.
windows = np.lib.stride_tricks.sliding_window_view(signal.ravel(), 8)
one_by_one = hopping.forward(np.ascontiguousarray(windows[:, None]))
same(every_one[0].T, one_by_one[:, :, 0], rtol=1e-12)
