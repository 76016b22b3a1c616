"""The Jacobian of a block with a ReLU after the sum is D(I + J),
not I + J."""

import numpy as np

from dlnotes.nn import relu

rng = np.random.default_rng(3)
n = 4
W1, W2 = rng.normal(size=(n, n)), rng.normal(size=(n, n))
a = rng.normal(size=n)


# --8<-- [start:jacobian]
def block(a):
    return relu(W2 @ relu(W1 @ a) + a)


J = W2 @ np.diag(W1 @ a > 0) @ W1  # the branch
D = np.diag(W2 @ relu(W1 @ a) + a > 0) * 1  # the last ReLU
I = np.eye(n)

h = 1e-6
columns = [(block(a + h * e) - block(a - h * e)) / (2 * h) for e in I]
measured = np.stack(columns, axis=1)
error = np.abs(measured - D @ (I + J)).max()
error_without_mask = np.abs(measured - (I + J)).max()
# --8<-- [end:jacobian]
assert error < 1e-8
assert error_without_mask > 0.1
assert 0 < np.trace(D) < n  # the example has open units and closed ones
