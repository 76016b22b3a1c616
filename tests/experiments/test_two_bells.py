"""Two bells in many places, and the line or parabola of their log-odds."""

import math
from itertools import product

import numpy as np
import pytest

from dlnotes.experiments import sigmoid_posterior
from dlnotes.experiments.two_bells import Config, odds, places, run, setting
from dlnotes.nn import sigmoid

CONFIG = Config()
SETTINGS = list(product(CONFIG.distances, CONFIG.widths, CONFIG.widths, CONFIG.priors))


@pytest.fixture(scope="module")
def result():
    return run()


def at(result, name, *setting):
    """The entry of one setting."""
    axes = CONFIG.distances, CONFIG.widths, CONFIG.widths, CONFIG.priors
    return result[name][tuple(values.index(value) for values, value in zip(axes, setting))]


def test_the_coefficients_are_those_of_bayes_rule_in_every_setting(result):
    """The sigmoid of the parabola is the posterior, which knows nothing of the parabola."""
    x = result["x"]
    for one in SETTINGS:
        a, w, b = (at(result, name, *one) for name in ("curvature", "slope", "level"))
        np.testing.assert_allclose(
            sigmoid((a * x + w) * x + b), at(result, "posterior", *one), atol=1e-13, err_msg=str(one)
        )


def test_equal_widths_have_the_line_of_sigmoid_posterior_and_no_turn(result):
    assert (at(result, "slope", 2.0, 1.0, 1.0, 0.5), at(result, "level", 2.0, 1.0, 1.0, 0.5)) == (2, 0)
    for d, s0, s1, prior in SETTINGS:
        assert (at(result, "curvature", d, s0, s1, prior) == 0) == (s0 == s1)
        assert np.isnan(at(result, "turn", d, s0, s1, prior)) == (s0 == s1)


def test_the_prior_sits_in_the_bias_alone():
    (_, w, b), (_, even_w, even_b) = (odds(places(3.0), (0.6, 1.5), prior) for prior in (0.9, 0.5))
    assert w == even_w and b - even_b == pytest.approx(math.log(9))


def test_the_parabola_by_hand():
    """Both means 0, widths 1 and ½, even prior: the odds are 2·exp(x²/2 − 2x²)."""
    assert odds((0.0, 0.0), (1.0, 0.5), 0.5) == pytest.approx((-1.5, 0, math.log(2)))
    found = setting(np.array([1.0]), 0.0, 1.0, 0.5, 0.5)
    assert found["turn"] == 0 and found["extreme"] == pytest.approx(2 / 3)
    assert found["posterior"][0] == pytest.approx(1 / (1 + math.exp(1.5) / 2))


def test_bells_on_top_of_each_other_say_the_prior(result):
    for width, prior in product(CONFIG.widths, CONFIG.priors):
        np.testing.assert_allclose(at(result, "posterior", 0.0, width, width, prior), prior)


def test_every_turn_lies_in_the_picture_and_is_the_extreme(result):
    for d, s0, s1, prior in SETTINGS:
        if s0 != s1:
            turn, extreme = at(result, "turn", d, s0, s1, prior), at(result, "extreme", d, s0, s1, prior)
            posterior = at(result, "posterior", d, s0, s1, prior)
            assert abs(turn) < CONFIG.reach
            assert posterior.max() <= extreme + 1e-12 if s1 < s0 else posterior.min() >= extreme - 1e-12


def test_the_unequal_case_of_sigmoid_posterior_peaks_at_the_same_place(result):
    known = sigmoid_posterior.run(sigmoid_posterior.Config(examples=500, draws=500, seeds=(0,)))
    half_a_step = 5e-4  # of its grid
    assert at(result, "turn", 2.0, 1.5, 0.6, 0.5) == pytest.approx(known["peak_at"], abs=half_a_step)
    assert at(result, "extreme", 2.0, 1.5, 0.6, 0.5) == pytest.approx(known["peak"], abs=1e-6)
