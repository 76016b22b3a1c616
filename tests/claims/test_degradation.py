"""The claims of the experiment `degradation`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.degradation import deep_plain_nets_do_not_fit


def degraded(deep):
    losses = {"plain_loss": np.array([[0.01] * 5, [deep] * 5]), "residual_loss": np.full((2, 5), 0.01)}
    return losses | {"depths": np.array([10, 40]), "plain_accuracy": np.array([[1.0] * 5, [0.7] * 5])}


@pytest.mark.parametrize("deep, follows", [(0.09, False), (0.11, True)])
def test_degradation_asks_for_a_factor_of_ten(deep, follows):
    assert deep_plain_nets_do_not_fit(degraded(deep)).ours is follows
