"""The claims of the experiment `logistic-start`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.logistic_start import answers_lie_between_the_ends, wrong_weights_slow_l2_down


def table(kl, l2, same=100, zero=1, seeds=7):
    """The experiment's table: the first start is zero weights, the last one wrong."""
    steps = np.full((seeds, 2, 3, 2), zero, dtype=float)
    steps[:, 1, :, 0] = kl, l2, same
    return {"table": steps, "scales": np.array([0, 10])}


@pytest.mark.parametrize("l2, ours", [(2, False), (3, True), (5, True)])
def test_wrong_weights_asks_for_half_as_many_again(l2, ours):
    assert wrong_weights_slow_l2_down(table(2, l2)).ours is ours


def test_one_odd_seed_is_allowed_and_two_are_not():
    result = table(2, 5)
    result["table"][0, 1, 1, 0] = 1
    assert wrong_weights_slow_l2_down(result).ours
    result["table"][1, 1, 1, 0] = 1
    assert not wrong_weights_slow_l2_down(result).ours


def test_labels_of_one_kind_are_noticed(spoilt):
    assert not answers_lie_between_the_ends(spoilt("logistic-start", labels=lambda a: 0 * a)).ours
