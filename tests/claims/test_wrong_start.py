"""The claims of the experiment `wrong-start`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.wrong_start import cross_entropy_is_faster


def steps(random, wrong, seeds=7):
    """Steps by (start, optimiser, loss, seed), the same for both optimisers and for both kinds of L2."""
    cells = [[[[kl] * seeds, [l2] * seeds, [l2] * seeds]] * 2 for kl, l2 in (random, wrong)]
    return {"steps": np.array(cells)}


@pytest.mark.parametrize("wrong, ours", [((10, 19), False), ((10, 31), True)])
def test_a_network_must_need_twice_as_many_steps(wrong, ours):
    assert cross_entropy_is_faster(steps((10, 15), wrong)).ours is ours


def test_a_network_needs_more_from_the_wrong_start_than_from_a_random_one():
    assert not cross_entropy_is_faster(steps((10, 50), (10, 40))).ours
    evidence = cross_entropy_is_faster(steps((10, 9), (10, 40)))
    assert evidence.ours and evidence.note == {
        "random-sgd": False,
        "random-adam": False,
        "wrong-sgd": True,
        "wrong-adam": True,
    }


def test_a_random_start_that_is_the_harder_one_is_noticed(spoilt):
    assert not cross_entropy_is_faster(spoilt("wrong-start", steps=lambda a: a[::-1])).ours
