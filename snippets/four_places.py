"""Four filters at four places: 16 units from 8 weights, with nothing
but a matrix product."""

# --8<-- [start:places]
import numpy as np

signal = np.array([3, 1, -2, 5, 4, 0, -1, 2])
filters = np.array([[1, -2], [2, 1], [-1, 1], [0, 3]])  # a, b, c, d
units = np.maximum(signal.reshape(4, 2) @ filters.T, 0)
# --8<-- [end:places]
assert units.shape == (4, 4)
assert units[:, 0].tolist() == [1, 0, 4, 0]
# The same as one matrix with zeros off the windows.
matrix = np.kron(np.eye(4, dtype=int), filters)
assert np.count_nonzero(np.kron(np.eye(4), np.ones((4, 2)))) == 32
assert np.array_equal(np.maximum(matrix @ signal, 0), units.ravel())
