"""A score plus logistic noise, cut at zero: it comes out positive
with probability sigmoid(score)."""

import numpy as np

from dlnotes.nn import sigmoid

# --8<-- [start:noise]
rng = np.random.default_rng(0)
score = np.array([-2.0, 0.0, 1.0])
noise = rng.logistic(size=(200_000, 1))
passed = (score + noise > 0).mean(axis=0)
# --8<-- [end:noise]
five_errors = 5 * 0.5 / np.sqrt(200_000)
np.testing.assert_allclose(passed, sigmoid(score), atol=five_errors)
normal = (score + rng.normal(size=(200_000, 1)) > 0).mean(axis=0)
assert abs(normal - sigmoid(score)).max() > 0.05, "a probit instead"
