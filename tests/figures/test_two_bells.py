"""The figure that turns two bells: a line or not, as the widths have it."""

import math
import re

import numpy as np
import pytest

from dlnotes.experiments import two_bells
from dlnotes.figures import two_bells as figure
from dlnotes.site.products import frames
from dlnotes.site.products.svg import render


@pytest.fixture(scope="module")
def result():
    return two_bells.run()


def drawn(result, **state):
    return render(figure, "two-bells", result, frames.start(figure.KNOBS) | state)


def test_equal_widths_say_their_line(result):
    assert (
        drawn(result).reading
        == "Equal widths: exactly σ(wx + b) with w = 2.00 and b = 0.00. The verdict is even at x = 0.00."
    )
    told = drawn(result, distance=4.0, prior=0.1).reading  # w = 4/1², b = −log 9, and 2.197 / 4
    assert (
        told
        == "Equal widths: exactly σ(wx + b) with w = 4.00 and b = −2.20. The verdict is even at x = 0.55."
    )


def test_one_bell_says_the_prior(result):
    assert drawn(result, distance=0.0, prior=0.7).reading.endswith(
        "the probability is the prior, 0.7, everywhere."
    )


def test_a_narrower_class_1_peaks_and_a_wider_one_dips(result):
    narrow, wide = (drawn(result, width_0=s0, width_1=s1).reading for s0, s1 in ((1.5, 0.6), (0.6, 1.5)))
    assert (
        "The probability climbs to 0.88 at x = 1.38 and falls on both sides of it, "
        "to 0.00 at the left edge and to 0.00 at the right edge." in narrow
    )
    assert (
        "The probability sinks to 0.12 at x = −1.38 and rises on both sides of it, "
        "to 1.00 at the left edge and to 1.00 at the right edge." in wide
    )


@pytest.mark.parametrize("width_0", [0.6, 1.5])
def test_only_equal_widths_are_called_a_line(result, width_0):
    for width_1 in (0.6, 1.0, 1.5):
        for distance in (0.5, 4.0):
            told = drawn(result, width_0=width_0, width_1=width_1, distance=distance).reading
            assert ("exactly σ(wx + b)" in told) == (width_0 == width_1) != ("no sigmoid of a line" in told)


def test_a_return_too_small_to_be_seen_is_said_to_lie_beyond_the_picture(result):
    peak = drawn(result, distance=4.0, width_1=0.6, prior=0.9).reading
    assert peak.endswith(
        "climbs to 1.00 at x = 4.25 and falls on both sides of it, to 0.00 at the left edge; "
        "on the right that shows only beyond the picture."
    )
    dip = drawn(result, distance=4.0, width_1=1.5, prior=0.9).reading
    assert dip.endswith(
        "sinks to 0.01 at x = −5.20 and rises on both sides of it, to 1.00 at the right edge; "
        "on the left that shows only beyond the picture."
    )


def test_an_even_verdict_outside_the_picture_is_said_to_be_there(result):
    assert drawn(result, distance=0.5, width_0=1.5, width_1=1.5, prior=0.1).reading.endswith(
        "The verdict is even at x = 9.89, outside the picture."
    )
    assert drawn(result, distance=0.5, width_0=1.0, width_1=1.0, prior=0.1).reading.endswith(
        "The verdict is even at x = 4.39."
    )


def test_no_setting_says_that_the_probability_falls_or_rises_to_where_it_was(result):
    bent = 0
    for place in np.ndindex(result["curvature"].shape):
        told = figure.say(result, place)
        if not (
            turn := re.search(
                r"(climbs|sinks) to (\d\.\d\d) at x = (−?\d\.\d\d) and (falls|rises) on both sides", told
            )
        ):
            assert result["curvature"][place] == 0 and ("exactly σ(wx + b)" in told) != (
                "The two bells are one" in told
            ), told
            continue
        bent += 1
        (to, extreme, at, back), curve = turn.groups(), result["posterior"][place]
        assert abs(float(at.replace("−", "-"))) < 6, told
        assert (to, back) == (
            ("climbs", "falls") if curve[0] < float(result["extreme"][place]) else ("sinks", "rises")
        ), told
        edges = dict(
            (side, value) for value, side in re.findall(r"to (\d\.\d\d) at the (left|right) edge", told)
        )
        assert edges and all(
            (float(value) < float(extreme)) == (back == "falls") and value != extreme
            for value in edges.values()
        ), told
        for side, end in (("left", curve[0]), ("right", curve[-1])):
            assert edges.get(side, extreme) == f"{end:.2f}" and (side in edges) != (
                f"on the {side} that shows only beyond" in told
            ), told
    assert bent == 270


@pytest.mark.parametrize("place", [(4, 1, 1, 2), (8, 0, 2, 0), (3, 2, 1, 4), (0, 0, 1, 3)])
def test_the_line_is_the_share_of_the_two_fills(result, place):
    zeros, ones = figure.products(result, place)
    np.testing.assert_allclose(ones / (zeros + ones), result["posterior"][place], atol=1e-13)


def test_axes_stand_still(result):
    corners = [
        {"distance": 0.0, "prior": 0.9},
        {"distance": 4.0, "width_0": 0.6},
        {"distance": 4.0, "width_1": 1.5, "prior": 0.1},
        {},
    ]
    assert len({drawn(result, **corner).places for corner in corners}) == 1


def test_the_picture_is_high_enough_for_the_highest_bell(result):
    highest = result["bells"].max() * max(result["priors"])
    assert 0.5 < highest < 1


def test_no_more_than_five_hundred_settings():
    assert math.prod(len(knob.values) for knob in figure.KNOBS) <= 500
