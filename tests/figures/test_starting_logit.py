"""The figure that turns the starting logit: what it says is what the results hold."""

import math
import re

import pytest

from dlnotes.experiments import confident_start, starting_logit
from dlnotes.figures import starting_logit as figure
from dlnotes.site.products.svg import render

CONFIG = starting_logit.Config()
MILD = (-8.0, -2.0, 2.0)  # these come back within the limit below


@pytest.fixture(scope="module")
def result():
    """Every start of the knob, but only so many steps that the far ones do not arrive."""
    return starting_logit.run(starting_logit.Config(limit=3500))


def said(result, start, optimiser):
    return render(figure, "starting-logit", result, {"start": start, "optimiser": optimiser})


def test_the_steps_it_tells_are_those_of_confident_start(result):
    known = confident_start.same_step(confident_start.Config(starts=(-8, -2)))
    for start in (8, 2):
        told = said(result, -float(start), "gradient descent").reading
        assert f"{known[f'kl_{start}']:,} steps with KL, {known[f'l2_{start}']:,} steps with L2." in told


def test_the_pull_is_one_over_the_slope_of_the_sigmoid(result):
    even = said(result, 0.0, "gradient descent").reading
    assert "From z₀ = 0 KL pulls 4 times as hard" in even  # 1 / (½ · ½)
    wrong = said(result, -6.0, "Adam at rate 0.1").reading
    assert "From z₀ = −6 KL pulls 405 times as hard" in wrong  # e⁻⁶ + 2 + e⁶ = 405.4


def test_one_step_is_said_in_the_singular():
    assert figure._steps(1) == "1 step" and figure._steps(1200) == "1,200 steps"


def test_axes_stand_still_and_every_setting_says_something_of_its_own(result):
    drawn = {
        (start, optimiser): said(result, start, optimiser)
        for start in MILD
        for optimiser in starting_logit.optimisers()
    }
    assert len({drawing.places for drawing in drawn.values()}) == 1
    assert (
        len({drawing.reading for drawing in drawn.values()})
        == len({drawing.svg for drawing in drawn.values()})
        == 6
    )


def test_dots_mark_both_starts_and_both_returns(result):
    marks = re.findall(r'<use [^>]*style="fill: var\(--fig-(\w+)', said(result, -2.0, "gradient descent").svg)
    assert sorted(marks.count(colour) for colour in ("blue", "vermillion")) == [2, 2]


def test_it_has_a_setting_for_every_start_and_optimiser():
    assert math.prod(len(knob.values) for knob in figure.KNOBS) == len(CONFIG.starts) * 2 <= 500
