"""GELU is what a random gate does on average: keep x with the
probability that a standard normal draw is below x."""

import numpy as np

from dlnotes.nn import gelu

# --8<-- [start:gate]
rng = np.random.default_rng(0)
x = np.array([-1.0, 0.5, 2.0])
draws = rng.normal(size=(200_000, 1))
average = np.where(draws < x, x, 0).mean(axis=0)
# --8<-- [end:gate]
five_errors = 5 * 0.5 / np.sqrt(200_000)  # no standard error is more
np.testing.assert_allclose(average, gelu(x), atol=five_errors)
assert abs(average - np.maximum(x, 0)).min() > 0.02, "it is not ReLU"
