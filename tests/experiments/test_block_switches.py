"""The three switches: limits that theory gives, and the same numbers as the experiment with fixed nets."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from dlnotes.experiments import block_switches, gradient_norm_by_depth
from dlnotes.experiments.block_switches import NETS, Config, power

SMALL = Config(depths=(2, 20, 40), width=32, batch=32, seeds=(0, 1, 2, 3, 4))
# Nets of the other experiment under the names they have there.
COINCIDE = {
    "plain_xavier": ("without", "Xavier", "without"),
    "plain_he": ("without", "He", "without"),
    "plain_norm": ("without", "He", "with"),
    "note_xavier": ("with", "Xavier", "without"),
    "note_he": ("with", "He", "without"),
    "norm": ("with", "He", "with"),
}


@pytest.fixture(scope="module")
def result():
    return block_switches.run(SMALL)


def median(result, *net):
    return result["median"][NETS.index(net)]


def test_every_combination_is_measured_once(result):
    assert len(NETS) == len(set(NETS)) == 2 * 3 * 2
    assert result["median"].shape == (12, 3)


def test_nets_that_both_experiments_have_give_the_same_medians_and_bands(result):
    fixed = gradient_norm_by_depth.Config()
    assert asdict(Config()) == asdict(fixed) | {"nets": NETS}
    other = gradient_norm_by_depth.run(replace(fixed, **asdict(SMALL) | {"nets": tuple(COINCIDE)}))
    for name, net in COINCIDE.items():
        for part in ("low", "median", "high"):
            np.testing.assert_array_equal(result[part][NETS.index(net)], other[f"{name}_{part}"])


def test_a_plain_stack_of_branches_from_zero_passes_nothing(result):
    for norm in ("without", "with"):
        assert not result["high"][NETS.index(("without", "branch from 0", norm))].any()


def test_beside_a_skip_connection_a_branch_from_zero_passes_the_positive_half(result):
    for norm in ("without", "with"):
        np.testing.assert_allclose(median(result, "with", "branch from 0", norm), np.sqrt(0.5), atol=0.03)


def test_normalisation_undoes_the_scale_of_the_weights(result):
    """Up to the ε in the denominator, and what a deep stack makes of that."""
    for skip in ("without", "with"):
        he, xavier = (median(result, skip, start, "with") for start in ("He", "Xavier"))
        np.testing.assert_allclose(he[:2], xavier[:2], rtol=1e-3)
    he, xavier = (median(result, "with", start, "without") for start in ("He", "Xavier"))
    assert he[1] > 5 * xavier[1]


def test_the_band_lies_around_the_median(result):
    assert (result["low"] <= result["median"]).all() and (result["median"] <= result["high"]).all()


def test_power_is_the_exponent_of_a_power_law_and_large_for_an_exponential():
    depths = np.array([2, 50, 100])
    ratios = np.array([depths**1.5, 7.0 / depths, 1.0 + 0 * depths, 1.2**depths, 0.0 * depths])
    found = power(depths, ratios)
    np.testing.assert_allclose(found[:3], [1.5, -1, 0], atol=1e-12)
    assert found[3] == pytest.approx(50 * np.log2(1.2))
    assert np.isnan(found[4])


def test_other_seeds_give_other_numbers(result):
    other = block_switches.run(replace(SMALL, seeds=(5, 6, 7, 8, 9), nets=NETS[:1]))
    assert (other["median"][0] != result["median"][0]).all()
