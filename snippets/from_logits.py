"""In float32 the sigmoid of 20 is exactly 1, so a loss computed
from it is inf and its slope 0; from the logit both are right."""

# --8<-- [start:logits]
import numpy as np

z = np.float32(20)  # and d = 0
Y = 1 / (1 + np.exp(-z))

with np.errstate(divide="ignore"):
    loss_from_Y = -np.log(1 - Y)
sigmoid_slope = Y * (1 - Y)

tail = np.log1p(np.exp(-abs(z)))
loss_from_z = max(z, 0) + tail
slope_from_z = Y - 0
# --8<-- [end:logits]
assert Y == 1 and loss_from_Y == np.inf and sigmoid_slope == 0
assert loss_from_z == 20 and slope_from_z == 1
# σ(−20) with label 1, on the other side, is exact in float32.
mirror = 1 / (1 + np.exp(z))
assert abs(-np.log(mirror) - 20) < 2e-6
