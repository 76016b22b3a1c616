"""The claims of the experiment `flipped-labels`, on made-up results at both sides of a threshold."""

import math

import numpy as np
import pytest

from dlnotes.claims._claim import CONDITIONS, CORRECTED, verdict
from dlnotes.claims.flipped_labels import (
    AHEAD,
    SETTINGS,
    T,
    because_of_the_gradient,
    better_on_new_data,
    paired,
)
from dlnotes.experiments.flipped_labels import ARMS


def made_up(residual=0.0, signal=0.0, gradient=0.0, unfitted=0):
    """These gains at hyperplane and depth 20; elsewhere as many seeds up as down."""
    gains = {"residual": residual, "signal": signal, "gradient": gradient}
    rng, result = np.random.default_rng(0), {}
    for setting in SETTINGS:
        for arm in ARMS:
            gain = gains.get(arm.removesuffix("_same"), 0) if setting == "hyperplane_20" else 0
            result[f"{setting}_{arm}_new"] = 55 + gain + 0.5 * rng.normal(size=8)
            result[f"{setting}_{arm}_train"] = np.full(8, 100.0)
            result[f"{setting}_{arm}_bend"] = 50 - gain + 0.5 * rng.normal(size=8)
            result[f"{setting}_{arm}_steps"] = np.full(8, 50.0)
    result["hyperplane_20_plain_train"][:unfitted] = 60
    return result


@pytest.mark.parametrize(
    "gain, unfitted, follows", [(8, 0, True), (8, 1, True), (8, 2, False), (0.1, 0, False)]
)
def test_better_means_most_pairs_of_nets_that_fit(gain, unfitted, follows):
    found = better_on_new_data(made_up(gain, unfitted=unfitted))
    assert found.ours is follows and found.note["hyperplane-20"] is follows
    assert not found.note["spiral-20"]


@pytest.mark.parametrize(
    "gains, ours, said",
    [
        ((8, 0, 4), True, CONDITIONS),  # some of the gain comes back with the gradient's way alone
        ((8, 0, 0), False, CONDITIONS),  # none does
        ((8, 8, 0), False, CORRECTED),  # the signal's way is enough
        ((8, 0, 8), True, CONDITIONS),  # the gradient's way is enough, at this depth
    ],
)
def test_the_cause_is_what_brings_the_gain_and_takes_it_away(gains, ours, said):
    evidence = because_of_the_gradient(made_up(*gains))
    assert (evidence.ours, verdict(evidence.note)) == (ours, said)


def test_pairs_have_a_mean_a_t_and_a_count():
    found = paired(np.array([1.0, 2.0, 3.0, -2.0]))
    assert (found["gain"], found["ahead"], found["pairs"]) == (1.0, 3, 4)
    assert found["t"] == pytest.approx(1.0 / (np.sqrt(14 / 3) / 2))


@pytest.mark.parametrize("pairs", AHEAD)
def test_chance_alone_gets_as_many_ahead_in_less_than_4_percent_of_cases_and_one_fewer_in_more(pairs):
    def chance(least):
        return sum(math.comb(pairs, ahead) for ahead in range(least, pairs + 1)) / 2**pairs

    assert chance(AHEAD[pairs]) < 0.04 < chance(AHEAD[pairs] - 1)


def test_the_limit_of_t_is_exceeded_by_chance_in_5_percent_of_cases():
    rng = np.random.default_rng(0)
    for pairs, limit in T.items():
        gains = rng.normal(size=(40_000, pairs))
        t = gains.mean(axis=1) / (gains.std(axis=1, ddof=1) / pairs**0.5)
        assert np.mean(np.abs(t) > limit) == pytest.approx(0.05, abs=0.004)
