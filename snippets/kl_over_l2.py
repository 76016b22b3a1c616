"""Through the sigmoid, KL's slope cancels the flat tail and leaves
Y − d; L2's keeps it."""

# --8<-- [start:chain]
import numpy as np

z, d = -10.0, 1
Y = 1 / (1 + np.exp(-z))
dY_dz = Y * (1 - Y)  # the sigmoid's flat tail

dkl_dY = -1 / Y
dl2_dY = Y - d

dkl_dz = dkl_dY * dY_dz
dl2_dz = dl2_dY * dY_dz
# --8<-- [end:chain]
assert abs(dkl_dz - (Y - d)) < 1e-12
assert abs(dl2_dz + Y * (1 - Y) ** 2) < 1e-18
assert 2.2e4 < dkl_dz / dl2_dz < 2.21e4  # 1 + e^10
