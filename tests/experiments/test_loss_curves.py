"""The curves of L2 and KL against values done by hand, limits, and finite differences."""

import math

import numpy as np
import pytest

from dlnotes.experiments.loss_curves import Config, first, over, run
from dlnotes.nn import kl, kl_grad, sigmoid


@pytest.fixture(scope="module")
def result():
    return run(Config())


def test_the_worked_points_are_those_done_by_hand(result):
    assert result["l2_value"] == 0.125 and result["l2_slope"] == 0.5
    assert result["right"] == pytest.approx(math.log(10 / 9), abs=1e-12)
    assert result["wrong"] == pytest.approx(math.log(10), abs=1e-12)
    assert result["right_slope"] == pytest.approx(-10 / 9, abs=1e-12)
    assert result["wrong_slope"] == pytest.approx(10, abs=1e-12)
    assert (result["edge_slope_1"], result["edge_slope_0"]) == (-1, 1)


@pytest.mark.parametrize("curve", ["kl", "l2"])
@pytest.mark.parametrize("d", [0, 1])
def test_each_slope_is_the_derivative_of_its_curve(result, curve, d):
    step, inner = 1e-6, result["y"][20:-20]
    values = {"kl": lambda y: -np.log(y if d else 1 - y), "l2": lambda y: 0.5 * (y - d) ** 2}[curve]
    measured = (values(inner + step) - values(inner - step)) / (2 * step)
    np.testing.assert_allclose(result[f"{curve}_slope_{d}"][20:-20], measured, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(result[f"{curve}_{d}"], values(result["y"]), rtol=1e-9, atol=1e-12)


def test_slopes_over_the_logit_are_derivatives_too(result):
    for name in ("kl", "l2"):
        slope = np.gradient(result[f"{name}_over_z"], result["z"], edge_order=2)
        np.testing.assert_allclose(result[f"{name}_slope_over_z"], slope, atol=2e-4)  # error O(h²), h = 0.03


def test_kl_is_four_times_as_steep_at_one_half_and_more_elsewhere(result):
    assert result["least_ratio"] == pytest.approx(4, abs=1e-12)
    assert result["least_ratio_at"] == 0.5
    np.testing.assert_allclose(result["ratio"], 1 / (result["y"] * (1 - result["y"])), rtol=1e-9)
    assert result["least_ratio_slide"] == pytest.approx(2, abs=1e-12)


def test_l2_behind_a_sigmoid_is_steepest_at_one_third(result):
    assert result["l2_steepest"] == pytest.approx(4 / 27, rel=1e-4)
    assert result["l2_steepest_at"] == pytest.approx(1 / 3, abs=0.01)  # the grid's step in Y there is 0.007


def test_the_tail_ratio_is_one_over_the_sigmoids_slope(result):
    assert result["tail_ratio"] == pytest.approx(2 + 2 * math.cosh(10), rel=1e-12)


def test_cross_entropy_is_kl_plus_the_labels_entropy(result):
    assert result["soft_gap_spread"] < 1e-12
    assert result["soft_ce_floor"] == pytest.approx(result["soft_entropy"], abs=1e-12)
    assert result["soft_kl_floor"] == pytest.approx(0, abs=1e-12)
    assert result["soft_ce_floor_at"] == pytest.approx(0.3) and result["soft_slope"] == 0


def test_the_sigmoid_leaves_its_interval_where_rounding_says(result):
    assert abs(result["saturation_32"] - 24 * math.log(2)) < 4e-6  # two float32 neighbours at 16.6
    assert abs(result["underflow_32"] + 150 * math.log(2)) < 2e-5  # the least float32 is 2⁻¹⁴⁹
    assert abs(result["overflow_32"] + 128 * math.log(2)) < 2e-5
    for name, edge in (("saturation_32", 1), ("underflow_32", 0)):
        before = np.nextafter(result[name], np.float32(0))
        assert 0 < sigmoid(before) < 1 and sigmoid(result[name]) == edge


def test_bisection_keeps_the_type_it_is_given():
    assert abs(first(lambda z: sigmoid(z) == 1, np.float64(64)) - 53 * math.log(2)) < 2e-14


def test_only_the_side_near_one_loses_the_loss(result):
    assert result["wrong_from_probability"] == np.inf and np.isnan(result["wrong_slope_rounded"])
    assert result["wrong_slope_clamped"] == 0
    assert result["wrong_from_logit"] == 20 and result["wrong_slope_from_logit"] == 1
    assert result["mirror_from_probability"] == pytest.approx(20, rel=1e-6)
    assert result["mirror_slope_from_probability"] == pytest.approx(-1, rel=1e-6)


def test_the_printed_formula_is_nan_where_it_should_cost_nothing(result):
    assert np.isnan(result["corners_printed"][:2]).all() and np.isinf(result["corners_printed"][2:]).all()
    np.testing.assert_array_equal(result["corners"], [0, 0, np.inf, np.inf])


def test_over_takes_no_mean():
    y = np.array([0.2, 0.5, 0.9])
    np.testing.assert_array_equal(over(kl, y, 1), [kl(0.2, 1), kl(0.5, 1), kl(0.9, 1)])
    np.testing.assert_array_equal(over(kl_grad, y, 1), [kl_grad(0.2, 1), kl_grad(0.5, 1), kl_grad(0.9, 1)])
    assert not np.allclose(over(kl_grad, y, 1), kl_grad(y, np.ones(3)))  # the wrong version: a slope over N
