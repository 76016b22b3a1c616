"""Fitted where the classes are even, used where class 1 is one in ten: add the log-odds of the change to the logit."""

import numpy as np
from dlnotes.nn import sigmoid


# --8<-- [start:repair]
def move_prior(logit, fitted=0.5, used=0.1):
    return (
        logit
        + np.log(used / (1 - used))
        - np.log(fitted / (1 - fitted))
    )


before, after = sigmoid(1.0), sigmoid(move_prior(1.0))
# --8<-- [end:repair]
ones, zeros = (
    0.1 * np.e,
    0.9,
)  # at a logit of 1 the densities' ratio is e; Bayes with the new prior:
np.testing.assert_allclose(after, ones / (ones + zeros))
