"""When a sigmoid is a probability."""

import numpy as np
import pytest

from dlnotes.experiments._bells import bayes, calibration_error, density, features, fit, line, sample
from dlnotes.experiments.sigmoid_posterior import run
from dlnotes.nn import sigmoid

X = np.linspace(-4.0, 6.0, 201)


@pytest.fixture(scope="module")
def result():
    return run()


def test_the_density_sums_to_one_and_peaks_at_its_mean():
    x = np.linspace(-12, 12, 4001)
    values = density(x, 1.0, 0.7)
    assert abs(values.sum() * (x[1] - x[0]) - 1) < 1e-9
    assert x[values.argmax()] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("prior", [0.1, 0.5, 0.9])
def test_two_equal_bells_are_a_sigmoid_of_a_line(prior):
    w, b = line((1.0, 2.5), 0.8, prior)
    np.testing.assert_allclose(bayes(X, (1.0, 2.5), (0.8, 0.8), prior), sigmoid(w * X + b), atol=1e-14)


def test_two_unequal_bells_are_not_but_of_a_parabola():
    means, (s0, s1) = (-1.0, 1.0), (1.5, 0.6)
    posterior = bayes(X, means, (s0, s1))
    logit = np.log(posterior / (1 - posterior))
    a, _, _ = np.polyfit(X, logit, 2)
    assert a == pytest.approx((1 / s0**2 - 1 / s1**2) / 2, rel=1e-6)
    w, b = line(means, 1.0)
    assert abs(posterior - sigmoid(w * X + b)).max() > 0.5


def test_half_way_between_even_bells_the_verdict_is_even():
    assert bayes(np.array(0.0), (-1.0, 1.0), (1.0, 1.0)) == 0.5


def test_newton_ends_where_the_gradient_of_the_likelihood_is_zero():
    rng = np.random.default_rng(0)
    x, labels = sample(rng, 500, (-1.0, 1.0), (1.0, 1.0))
    rows = features(x, 2)
    weights = fit(rows, labels)
    assert abs(rows.T @ (labels - sigmoid(rows @ weights))).max() < 1e-8
    assert abs(rows.T @ (labels - sigmoid(rows @ (weights + 0.01)))).max() > 0.1


def test_calibration_error_by_hand():
    p, labels = np.array([0.9, 0.9, 0.9, 0.9, 0.1, 0.1]), np.array([1, 1, 1, 0, 0, 0])
    assert calibration_error(p, labels) == pytest.approx((4 * 0.15 + 2 * 0.1) / 6)
    assert calibration_error(np.array([1.0, 0.0]), np.array([1, 0])) == 0


def test_the_posterior_of_the_run_is_the_sigmoid_to_the_last_bits(result):
    assert abs(result["posterior"] - result["sigmoid"]).max() < 1e-15


def test_logistic_regression_finds_the_line():
    x, labels = sample(np.random.default_rng(0), 20_000, (-1.0, 1.0), (1.0, 1.0))
    np.testing.assert_allclose(fit(features(x), labels), [0, 2], atol=0.1)


def test_the_unequal_posterior_rises_and_falls(result):
    assert 0.8 < result["peak"] < 0.95 and result["unequal_posterior"][-1] < 1e-4
    rising = np.diff(result["unequal_posterior"]) > 0
    assert rising.any() and not rising.all()


def test_the_wrong_family_is_miscalibrated_and_a_square_repairs_it(result):
    assert result["straight_error"] > 4 * result["quadratic_error"]


def test_a_shifted_prior_miscalibrates_and_one_addition_repairs_it(result):
    assert result["shift_error"] > 0.1 > 0.02 > result["repaired_error"]


def test_tripled_logits_decide_alike_and_lie(result):
    assert result["overconfident"] > 5 * result["calibrated"]


def test_the_slope_of_the_log_partition_is_the_sigmoid(result):
    assert result["slope_gap"] < 1e-9


def test_rescaled_normal_noise_is_nearly_the_same_curve(result):
    assert result["probit_gap"] < 0.01
