"""The claim of the experiment `sharing-bet`, on made-up results at both sides of its threshold."""

import numpy as np
import pytest

from dlnotes.claims.sharing_bet import sharing_costs_where_place_matters, worse

SEEDS = 16


def made_up(free, matters, wide):
    """The network that shares is worse than the dense one in so many seeds."""
    error = np.ones((2, 4, SEEDS, 3))
    for teacher, student, lost in ((0, 1, free), (1, 1, matters), (1, 3, wide)):
        error[teacher, student, :, -1] = np.where(np.arange(SEEDS) < lost, 2, 0.5)
    return {"error": error, "seeds": SEEDS}


@pytest.mark.parametrize(
    "free, matters, wide, stands",
    [(11, 12, 11, True), (12, 12, 0, False), (0, 11, 0, False), (0, 16, 12, False)],
)
def test_three_quarters_of_the_seeds_are_a_clear_loss(free, matters, wide, stands):
    evidence = sharing_costs_where_place_matters(made_up(free, matters, wide))
    assert evidence.ours == stands
    assert evidence.note == {"free": free < 12, "matters": matters < 12, "wide": wide < 12}


def test_students_are_compared_seed_by_seed_at_the_end():
    result = made_up(free=3, matters=5, wide=0)
    assert worse(result, "shared", "shared", than="dense") == 3
    result["error"][..., :-1] = 9
    assert worse(result, "local", "shared", than="dense") == 5
