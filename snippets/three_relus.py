"""Three ReLUs make a hat: flat, up, down, flat, with a corner where
each unit switches on."""

# --8<-- [start:hat]
import numpy as np


def relu(z):
    return np.maximum(z, 0)


def hat(x):
    return relu(x + 1) - 2 * relu(x) + relu(x - 1)


x = np.linspace(-2.0, 2.0, 9)
slopes = np.diff(hat(x)) / np.diff(x)
# --8<-- [end:hat]

np.testing.assert_array_equal(slopes, [0, 0, 1, 1, -1, -1, 0, 0])
np.testing.assert_array_equal(hat(x), np.maximum(1 - abs(x), 0))
