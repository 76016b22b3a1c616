"""Recovering from a confidently wrong start."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments._logit_slopes import FAST, SLOPES
from dlnotes.experiments.confident_start import Config, count, same_step, with_adam


@pytest.fixture(scope="module")
def same():
    return same_step(Config())


def test_the_fast_slopes_are_those_of_nn():
    z = np.linspace(-14, 6, 81)
    for name, slope in SLOPES.items():
        np.testing.assert_allclose([FAST[name](np.exp(-v)) for v in z], slope(z, 1.0), rtol=1e-9)


def test_the_slopes_through_the_sigmoid_are_derivatives():
    z, d, step = np.linspace(-5, 5, 41), 0.9, 1e-6
    sigmoid = lambda z: 1 / (1 + np.exp(-z))
    losses = {
        "kl": lambda z: -d * np.log(sigmoid(z)) - (1 - d) * np.log(1 - sigmoid(z)),
        "l2": lambda z: 0.5 * (sigmoid(z) - d) ** 2,
    }
    for name, slope in SLOPES.items():
        measured = (losses[name](z + step) - losses[name](z - step)) / (2 * step)
        np.testing.assert_allclose(slope(z, d), measured, atol=1e-8)


def test_kl_pays_about_a_step_per_unit_and_l2_a_factor_of_e(same):
    assert set(np.diff(same["kl_steps"])) <= {1, 2}
    ratios = same["l2_steps"][-1] / same["l2_steps"][-2], same["l2_steps"][-2] / same["l2_steps"][-3]
    np.testing.assert_allclose(ratios, np.e, rtol=0.01)  # what is left is the other 300 steps of 60,000


def test_the_bill_of_l2_is_that_of_the_continuous_flow(same):
    # dz/dt = Y(1−Y)² integrates to t = [−e^−z + 2z + e^z]: exact for small steps.
    # Steps of 1 cut corners by < 1 %.
    goal = np.log(19.0)
    time = lambda z: 2 * z + np.exp(z) - np.exp(-z)
    assert same["l2_12"] == pytest.approx(time(goal) - time(-12.0) + 0, rel=0.01)


def test_with_halved_steps_both_need_twice_as_many(same):
    for name in ("kl", "l2"):
        halved = count(FAST[name], -9.0, 0.5, Config())
        assert halved == pytest.approx(2 * same[f"{name}_9"], rel=0.025)


def test_a_slope_without_the_sigmoid_would_show_no_gap(same):
    bare = count(lambda decay: -decay / (1 + decay), -12.0, 1.0, Config())  # Y − d, forgetting dY/dz
    assert bare == same["kl_12"] < same["l2_12"] / 1000


def test_adam_closes_the_gap_of_one_parameter_until_its_epsilon_is_larger_than_the_slope():
    out = with_adam(replace(Config(), starts=(-6, -10)))
    assert out["l2_adam_0_1_at_10"] < out["kl_adam_0_1_at_10"] < 300
    assert out["l2_adam_0_1_at_25"] > 10 * out["kl_adam_0_1_at_25"] > 1000
