"""A weight moves against the divergence's slope in the *weight*:
(y − d) times the input it multiplies."""

# --8<-- [start:step]
import numpy as np

x = np.array([1.0, 2.0, 3.0])
w = np.array([0.5, 0.5, 0.0])
d, eta = 1.0, 0.05

y = w @ x
dy = y - d  # slope in the output, and
dw = dy * x  # … in each weight
w_new = w - eta * dw
# --8<-- [end:step]
assert y == 1.5 and dy == 0.5
for i in range(3):  # against a finite difference, weight by weight
    nudge = 1e-6 * np.eye(3)[i]
    measured = (0.5 * ((w + nudge) @ x - d) ** 2 - 0.5 * dy**2) / 1e-6
    assert abs(measured - dw[i]) < 1e-5
# The error has shrunk by the factor 1 − η‖x‖².
assert abs(w_new @ x - d) < abs(dy)
np.testing.assert_allclose(w_new @ x - d, dy * (1 - eta * (x @ x)))
