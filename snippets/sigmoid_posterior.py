"""Two bells of one width: Bayes' rule and the sigmoid of a line are
the same number."""

import numpy as np

from dlnotes.nn import gaussian, sigmoid

# --8<-- [start:bayes]
m0, m1, s = 1.0, 4.0, 1.5
prior = 0.2  # class 1 is rarer, one case in five
x = np.linspace(-2.0, 8.0, 101)

ones = prior * gaussian(x - m1, s)  # the bells' common factor cancels
zeros = (1 - prior) * gaussian(x - m0, s)
posterior = ones / (ones + zeros)

w = (m1 - m0) / s**2
b = (m0**2 - m1**2) / (2 * s**2) + np.log(prior / (1 - prior))
gap = abs(posterior - sigmoid(w * x + b)).max()
# --8<-- [end:bayes]
assert gap < 1e-14
without_prior = sigmoid(w * x + b + np.log(4))
assert abs(posterior - without_prior).max() > 0.3, "the control"
