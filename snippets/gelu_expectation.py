"""GELU is what a random gate does on average: keep x with the probability that a standard normal draw is below x."""

import numpy as np
from dlnotes.nn import gelu

# --8<-- [start:gate]
rng = np.random.default_rng(0)
x = np.array([-1.0, 0.5, 2.0])
draws = rng.normal(size=(200_000, 1))
average = np.where(draws < x, x, 0).mean(axis=0)
# --8<-- [end:gate]
np.testing.assert_allclose(
    average, gelu(x), atol=5 * 0.5 / np.sqrt(200_000)
)  # five standard errors, none above 0.5
assert abs(average - np.maximum(x, 0)).min() > 0.02, (
    "and it is not ReLU"
)
