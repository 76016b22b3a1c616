"""Strides turned into dilations: the same weights answer at every sample."""

import numpy as np
from dlnotes.nn import Conv1d, Sequential

rng = np.random.default_rng(0)
signal = rng.integers(-9, 10, (1, 1, 40)).astype(float)

# --8<-- [start:dilated]
channels = [(1, 4), (4, 3), (3, 2)]
hopping = Sequential(
    *[
        Conv1d(below, above, 2, stride=2, rng=rng)
        for below, above in channels
    ]
)
gliding = Sequential(
    *[
        Conv1d(below, above, 2, dilation=dilation, rng=rng)
        for (below, above), dilation in zip(channels, (1, 2, 4))
    ]
)
gliding.params.update(
    hopping.params
)  # the same 44 weights and 9 biases

every_eighth = hopping.forward(signal)  # (1, 2, 5)
every_one = gliding.forward(signal)  # (1, 2, 33)
# --8<-- [end:dilated]
np.testing.assert_allclose(
    every_one[:, :, ::8], every_eighth, rtol=1e-12
)
windows = np.lib.stride_tricks.sliding_window_view(signal.ravel(), 8)[
    :, None
]  # each of the 33 on its own
one_by_one = hopping.forward(np.ascontiguousarray(windows))
np.testing.assert_allclose(
    every_one[0].T, one_by_one[:, :, 0], rtol=1e-12
)
