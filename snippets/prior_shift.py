"""Fitted where the classes are even, used where class 1 is one in
ten: add the log-odds of the change to the logit."""

import numpy as np

from dlnotes.nn import sigmoid


# --8<-- [start:repair]
def log_odds(prior):
    return np.log(prior / (1 - prior))


def move_prior(logit, fitted=0.5, used=0.1):
    return logit + log_odds(used) - log_odds(fitted)


before, after = sigmoid(1.0), sigmoid(move_prior(1.0))
# --8<-- [end:repair]
# At a logit of 1 the densities' ratio is e; Bayes with the new prior:
ones, zeros = 0.1 * np.e, 0.9
np.testing.assert_allclose(after, ones / (ones + zeros))
