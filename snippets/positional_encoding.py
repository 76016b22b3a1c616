"""Two neighbouring pixels of a 64-pixel row: almost the same input
bare, far apart once encoded."""

import numpy as np

from dlnotes.nn import positional_encoding

# --8<-- [start:encode]
neighbours = np.array([0.0, 1 / 32])  # one pixel apart: 64 from -1 to 1
encoded = positional_encoding(neighbours, bands=4)  # (2, 8)
bare_distance = abs(neighbours[1] - neighbours[0])
encoded_distance = np.linalg.norm(encoded[1] - encoded[0])
# --8<-- [end:encode]
angles = np.pi * 2.0 ** np.arange(4) / 32
chords = np.sqrt(np.sum(2 - 2 * np.cos(angles)))
np.testing.assert_allclose(encoded_distance, chords)
assert encoded_distance > 25 * bare_distance
