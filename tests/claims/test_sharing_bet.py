"""The claim of the experiment `sharing-bet`, on made-up results at both sides of its thresholds."""

import numpy as np
import pytest

from dlnotes.claims.sharing_bet import ratio, tying_is_free_where_the_work_is_the_same

SPREAD = np.exp(0.2 * np.tile([-1, 1], 10))  # of twenty ratios; their interval is a tenth wide on each side


def made_up(quarter, end, matters):
    """The tied network has so many times the error of the untied one."""
    error = np.ones((2, 4, 20, 3))
    for look, factor in ((0, quarter), (-1, end)):
        error[0, 1, :, look] = factor * SPREAD
    error[1, 1] = matters * SPREAD[:, None]
    return {"error": error}


@pytest.mark.parametrize(
    "quarter, end, matters, stands",
    [(1.1, 1.1, 1.2, True), (1.2, 1, 1.2, False), (1, 1.2, 1.2, False), (0.5, 0.5, 1.05, False)],
)
def test_the_interval_and_not_its_middle_decides(quarter, end, matters, stands):
    evidence = tying_is_free_where_the_work_is_the_same(made_up(quarter, end, matters))
    assert evidence.ours == stands
    assert evidence.note == {"quarter": quarter < 1.15, "end": end < 1.15}


def test_the_ratio_is_paired_by_seed():
    result = made_up(1, 2, 1)
    result["error"] *= np.arange(1, 21)[:, None]  # seeds differ, and the ratio does not see it
    np.testing.assert_allclose(ratio(result, "shared", "shared"), 2 * np.exp([0, -0.0961, 0.0961]), rtol=1e-3)


def test_the_quantile_is_that_of_as_many_seeds_as_ran(results):
    assert results["sharing-bet"]["seeds"] == 20  # T_95 is the one for 19 degrees of freedom
