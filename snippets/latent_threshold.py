"""A score plus logistic noise, cut at zero: it comes out positive with probability sigmoid(score)."""

import numpy as np
from dlnotes.nn import sigmoid

# --8<-- [start:noise]
rng = np.random.default_rng(0)
score = np.array([-2.0, 0.0, 1.0])
noise = rng.logistic(size=(200_000, 1))
passed = (score + noise > 0).mean(axis=0)
# --8<-- [end:noise]
np.testing.assert_allclose(
    passed, sigmoid(score), atol=5 * 0.5 / np.sqrt(200_000)
)
assert (
    abs(
        (score + rng.normal(size=(200_000, 1)) > 0).mean(axis=0)
        - sigmoid(score)
    ).max()
    > 0.05
), "normal noise: a probit"
