"""With a hard label one of the two terms is switched off; typed as
it is printed, the formula trips over 0·log 0."""

# --8<-- [start:kl]
import numpy as np


def as_printed(Y, d):
    return -d * np.log(Y) - (1 - d) * np.log(1 - Y)


with np.errstate(all="ignore"):
    almost = as_printed(0.9, 1)
    fully_wrong = as_printed(np.float64(0), 1)
    fully_right = as_printed(np.float64(1), 1)
# --8<-- [end:kl]
assert abs(almost - np.log(10 / 9)) < 1e-12
assert fully_wrong == np.inf
assert np.isnan(fully_right)  # the one case that should cost nothing
