"""The claims of the experiment `gradient-road`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.gradient_road import road_is_not_the_cause


def roads(learnt_cut, after_cut):
    medians = {"plain": (100, 1.2, 50), "cut": (learnt_cut, after_cut, 55), "open": (100, 0.5, 59)}
    return {
        f"{arm}_{name}": np.full(6, value)
        for arm, values in medians.items()
        for name, value in zip(("learnts", "afters", "tests"), values, strict=True)
    }


@pytest.mark.parametrize("learnt, after, follows", [(100, 0.6, True), (100, 0.7, False), (50, 0.6, False)])
def test_the_road_matters_if_cutting_it_changes_what_is_learnt_or_how_far_blocks_bend(learnt, after, follows):
    assert road_is_not_the_cause(roads(learnt, after)).ours is follows


def test_a_road_without_which_nothing_is_near_the_identity_would_make_the_note_right():
    assert road_is_not_the_cause(roads(100, 1.1)).note == {"fewer-learnt": False, "nearness-lost": True}
