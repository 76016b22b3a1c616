"""A Gaussian unit is a bump as wide as sigma, and the narrower
the steeper: its greatest slope is 0.61 / sigma."""

import numpy as np

from dlnotes.nn import gaussian, gaussian_grad

# --8<-- [start:bump]
x = np.linspace(-1, 1, 2001)
sigmas = (0.5, 0.1, 0.03)
steepest = [abs(gaussian_grad(x, sigma)).max() for sigma in sigmas]
three_away = gaussian(0.3, sigma=0.1)  # three sigmas from the middle
# --8<-- [end:bump]
for sigma, slope in zip(sigmas, steepest, strict=True):
    np.testing.assert_allclose(slope, np.exp(-0.5) / sigma, rtol=1e-3)
np.testing.assert_allclose(three_away, np.exp(-4.5))
