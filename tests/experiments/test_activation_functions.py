"""Activation functions and their slopes."""

import numpy as np

from dlnotes.experiments.activation_functions import run


def test_every_slope_is_that_of_its_function():
    result = run()
    z = result["z"]
    for name in ("relu", "gelu", "sigmoid", "tanh", "gaussian", "sine"):
        between = np.diff(result[name]) / np.diff(z)
        ends = result[f"{name}_slope"][:-1], result[f"{name}_slope"][1:]
        assert (between >= np.minimum(*ends) - 2e-3).all() and (between <= np.maximum(*ends) + 2e-3).all()
