"""The claims on residual networks: verdicts pinned once, checks that follow, and wrong versions on which they fail."""

import numpy as np
import pytest

from dlnotes.claims import cnn_architectures
from dlnotes.claims.claim import verdict

CLAIMS = {claim.slug: claim for claim in cnn_architectures.CLAIMS}
VERDICTS = {
    "degradation-is-not-overfitting": "corrected",
    "activation-of-the-sum": "holds",
    "past-the-weights": "holds with conditions",
    "root-three-per-block": "answered",
    "skip-is-half": "holds with conditions",
    "skip-and-vanishing": "holds with conditions",
    "healthy-gradient-poor-training": "corrected",
    "overfitting-not-prevented": "corrected",
    "road-is-not-the-cause": "corrected",
    "identity-by-default": "holds with conditions",
    "spare-blocks": "holds with conditions",
    "filters-for-the-question": "holds with conditions",
}


@pytest.mark.parametrize("slug", sorted(CLAIMS))
def test_the_verdict_follows_and_the_wrong_version_fails(slug, results):
    claim = CLAIMS[slug]
    result = results[claim.experiment]
    evidence = claim.check(result)
    assert evidence.ours and verdict(claim, evidence) == VERDICTS[slug]
    assert not claim.check(claim.control(result)).ours


def test_no_control_changes_the_result_it_is_given(results):
    for claim in CLAIMS.values():
        before = {name: np.copy(value) for name, value in results[claim.experiment].items()}
        claim.control(results[claim.experiment])
        for name, value in before.items():
            np.testing.assert_array_equal(results[claim.experiment][name], value)


def degraded(deep):
    losses = {"plain_loss": np.array([[0.01] * 5, [deep] * 5]), "residual_loss": np.full((2, 5), 0.01)}
    return losses | {"depths": np.array([10, 40]), "plain_accuracy": np.array([[1.0] * 5, [0.7] * 5])}


@pytest.mark.parametrize("deep, follows", [(0.09, False), (0.11, True)])
def test_degradation_asks_for_a_factor_of_ten(deep, follows):
    assert CLAIMS["degradation-is-not-overfitting"].check(degraded(deep)).ours is follows


@pytest.mark.parametrize("growth, follows", [(3**0.5, True), (1.04 * 3**0.5, False), (2**0.5, False)])
def test_growth_must_be_the_root_of_three(growth, follows):
    depths = np.array([2, 10, 50])
    medians = {"open_he_median": growth ** (depths / 2), "note_he_median": 1.5 ** (depths / 2)}
    assert CLAIMS["root-three-per-block"].check({"depths": depths} | medians).ours is follows


def runs(plain, zero, slow, alone=0.5):
    losses = {
        "plain_he": plain,
        "skip_zero": zero,
        "skip_he_slow": slow,
        "plain_zero": 0.6931,
        "skip_he": np.inf,
    }
    return {f"{arm}_losses": np.full(5, loss) for arm, loss in losses.items()} | {
        "skip_he_accuracies": np.full(5, alone)
    }


@pytest.mark.parametrize(
    "zero, slow, alone, follows",
    [(0.29, 0.29, 0.5, True), (0.31, 0.2, 0.5, False), (0.2, 0.51, 0.5, False), (0.2, 0.2, 0.9, False)],
)
def test_both_halves_must_help_and_the_shortcut_alone_must_fail(zero, slow, alone, follows):
    assert CLAIMS["skip-is-half"].check(runs(0.4, zero, slow, alone)).ours is follows


def roads(learnt_cut, after_cut):
    medians = {"plain": (100, 1.2, 50), "cut": (learnt_cut, after_cut, 55), "open": (100, 0.5, 59)}
    return {
        f"{arm}_{name}": np.full(6, value)
        for arm, values in medians.items()
        for name, value in zip(("learnts", "afters", "tests"), values, strict=True)
    }


@pytest.mark.parametrize("learnt, after, follows", [(100, 0.6, True), (100, 0.7, False), (50, 0.6, False)])
def test_the_road_matters_if_cutting_it_changes_what_is_learnt_or_how_far_blocks_bend(learnt, after, follows):
    assert CLAIMS["road-is-not-the-cause"].check(roads(learnt, after)).ours is follows


def test_a_road_without_which_nothing_is_near_the_identity_would_make_the_note_right():
    assert list(CLAIMS["road-is-not-the-cause"].check(roads(100, 1.1)).note.values()) == [False, True]


def test_every_claim_of_the_lesson_is_pinned(decided):
    assert decided.verdicts("cnn-architectures") == VERDICTS
