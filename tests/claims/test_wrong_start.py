"""The claim of the experiment `wrong-start`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.wrong_start import cross_entropy_is_sooner


def made_up(random=(10, 15), wrong=(10, 40), unsure=(10, 12), landed=0.9, seeds=8):
    """Steps by (start, optimiser, loss, seed), the same for both optimisers and for both kinds of L2."""
    cells = [[[[kl] * seeds, [l2] * seeds, [l2] * seeds]] * 2 for kl, l2 in (random, wrong, unsure)]
    return {"steps": np.array(cells), "y_labels": np.array([0.9]), "y_landed": np.array([[landed]])}


@pytest.mark.parametrize("wrong, ours", [((10, 19), False), ((10, 31), True)])
def test_l2_must_need_twice_as_many_steps_from_a_confident_mistake(wrong, ours):
    assert cross_entropy_is_sooner(made_up(wrong=wrong)).ours is ours


def test_being_wrong_must_not_be_enough():
    assert not cross_entropy_is_sooner(made_up(unsure=(10, 35))).ours


def test_in_y_l2_must_arrive_at_once():
    evidence = cross_entropy_is_sooner(made_up(landed=0.8))
    assert evidence.note["in-y"] and not evidence.ours


def test_a_random_start_is_told_and_does_not_decide():
    evidence = cross_entropy_is_sooner(made_up(random=(10, 9)))
    assert evidence.ours and evidence.note == {
        "random-sgd": False,
        "random-adam": False,
        "wrong-sgd": True,
        "wrong-adam": True,
        "in-y": False,
    }


def test_one_odd_seed_is_allowed_and_two_are_not():
    result = made_up()
    result["steps"][1, 0, 1, 0] = 1
    assert cross_entropy_is_sooner(result).ours
    result["steps"][1, 0, 1, 1] = 1
    assert not cross_entropy_is_sooner(result).ours
