"""The windows that a reader can place: every setting against a count by brute force, and room for all."""

import re
from itertools import product

import matplotlib
import numpy as np
import pytest
from matplotlib.collections import PathCollection

from dlnotes.figures import window_placement
from dlnotes.figures._windows import FIRST_LANE, LANE
from dlnotes.nn import conv_output_size
from dlnotes.site.products import frames, svg

NAMES = [knob.name for knob in window_placement.KNOBS]
STATES = [dict(zip(NAMES, values)) for values in product(*(knob.values for knob in window_placement.KNOBS))]
START = frames.start(window_placement.KNOBS)


def laid(n, k, s, p, d):
    """Every window as a list of places, 0 the first input: put down one by one until one does not fit."""
    found, first = [], -p
    while first + d * (k - 1) < n + p:
        found.append([first + d * tap for tap in range(k)])
        first += s
    return found


def draw(state):
    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots()
    reading = window_placement.draw(ax, {}, **state)
    plt.close(fig)
    return ax, reading


def say(state):
    """The reading without the drawing."""
    n, k, s, p, d = (state[name] for name in NAMES)
    windows = laid(n, k, s, p, d)
    unseen = sorted(set(range(n)) - {place for window in windows for place in window})
    return window_placement._say(n, k, s, p, d, len(windows), unseen), windows, unseen


def test_the_settings_are_not_too_many_to_draw():
    assert len(STATES) <= 120


def test_the_start_is_the_pages_own_example():
    _, reading = draw(START)
    assert reading == (
        "7 inputs, kernel 2, stride 2, padding 0, dilation 1: 3 outputs; the note’s formula says 3.5. "
        "Input 6 is read by no window."
    )


def test_what_the_page_asks_has_the_answers_that_it_gives():
    """Padding saves the last input; with stride 2 and dilation 2 the unread ones lie inside."""
    assert not say(START | {"p": 1})[2]
    parity = START | {"n": 9, "k": 3, "d": 2}
    assert say(parity)[2] == [1, 3, 5, 7]
    turned = [(knob.name, value) for knob in window_placement.KNOBS for value in knob.values]
    assert {name for name, value in turned if not say(parity | {name: value})[2]} == {"s", "d"}


@pytest.mark.parametrize(
    "state",
    [
        START,
        START | {"p": 1, "s": 3},
        START | {"k": 3, "d": 2, "n": 6},
        START | {"s": 3},
        START | {"d": 2, "s": 1},
    ],
)
def test_what_is_drawn_and_said_is_what_brute_force_finds(state):
    ax, reading = draw(state)
    expected, windows, unseen = say(state)
    assert reading == expected
    crossed = sorted(round(line.get_xdata()[:2].mean()) for line in ax.lines)
    assert crossed == unseen
    inside, next_one = [
        part.get_offsets()[:, 0] for part in ax.collections if isinstance(part, PathCollection)
    ]
    np.testing.assert_array_equal(inside, [place for window in windows for place in window])
    ahead = -state["p"] + state["s"] * len(windows)
    np.testing.assert_array_equal(next_one, [ahead + state["d"] * tap for tap in range(state["k"])])


def test_every_setting_says_its_outputs_the_formula_and_what_is_unread():
    for state in STATES:
        text, windows, unseen = say(state)
        n, k, s, p, d = (state[name] for name in NAMES)
        assert text.startswith(f"{n} inputs, kernel {k}, stride {s}, padding {p}, dilation {d}: ")
        assert int(re.search(r": (\d+) output", text)[1]) == len(windows) == conv_output_size(n, k, s, p, d)
        told = (
            [int(number) for number in re.findall(r"\d+", text.partition("nput")[2].rpartition("nput")[2])]
            if unseen
            else []
        )
        assert told == unseen and ("Every input is read." in text) == (not unseen)


def test_some_settings_make_the_formula_right_and_lose_inputs():
    said = [say(state) for state in STATES]
    assert any("as the note’s formula says" in text and unseen for text, _, unseen in said)


def test_every_window_lies_inside_the_drawing():
    ax, _ = draw(START)
    (left, right), (low, _) = ax.get_xlim(), ax.get_ylim()
    for state in STATES:
        n, k, s, p, d = (state[name] for name in NAMES)
        count, span = len(laid(n, k, s, p, d)), d * (k - 1) + 1
        assert left < -p - 0.4 and s * count - p + span - 1 + 0.3 < right
        assert -FIRST_LANE - LANE * (min(count + 1, -(-span // s)) - 1) > low + 0.1


def test_drawn_twice_it_is_the_same_bytes_and_axes_stay_where_they_are():
    few = [START, START | {"n": 6}, START | {"p": 1}, START | {"n": 9, "k": 3, "d": 2}]
    drawn = [svg.render(window_placement, "window-placement", {}, state) for state in few]
    assert drawn[0] == svg.render(window_placement, "window-placement", {}, START)
    assert len({drawing.places for drawing in drawn}) == 1
