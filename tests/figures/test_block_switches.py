"""The switches of the gradient: words that follow from numbers, and a gradient of nothing drawn so."""

import math

import matplotlib
import numpy as np
import pytest

from dlnotes.experiments.block_switches import NETS, power
from dlnotes.figures import block_switches
from dlnotes.figures.block_switches import BREAK, NOTHING, POLYNOMIAL, STEADY, behaviour
from dlnotes.figures.style import COLOURS
from dlnotes.site.products import frames, svg

START = frames.start(block_switches.KNOBS)
DEPTHS = np.array([2, 50, 100])
MADE = {  # what a net might do, with the factor at 100 layers by hand
    ("with", "He", "without"): 10.0 ** (DEPTHS / 10),
    ("without", "Xavier", "without"): 2.0 ** (-DEPTHS / 2),
    ("with", "He", "with"): DEPTHS**1.5 / 20,
    ("without", "He", "without"): 25.0 / DEPTHS,
    ("with", "branch from 0", "without"): np.full(3, 0.7071),
    ("without", "branch from 0", "without"): np.zeros(3),
}


@pytest.fixture
def result():
    median = np.array([MADE.get(net, np.ones(3)) for net in NETS])
    return {
        "depths": DEPTHS,
        "low": median / 1.5,
        "median": median,
        "high": median * 1.5,
        "power": power(DEPTHS, median),
        "seeds": np.array(5),
    }


def draw(result, *net):
    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots()
    skip, start, norm = net
    reading = block_switches.draw(ax, result, start, skip, norm)
    plt.close(fig)
    return ax, reading


@pytest.mark.parametrize(
    "net, said",
    [
        (
            ("with", "He", "without"),
            "With skip connection, He’s weights, without batch norm: "
            "100 layers multiply the gradient’s length by 1.0 × 10¹⁰. "
            "It explodes; from 50 to 100 layers it changes by a factor of 1.0 × 10⁵.",
        ),
        (
            ("without", "Xavier", "without"),
            "Without skip connection, Xavier’s weights, without batch norm: "
            "100 layers multiply the gradient’s length by 8.9 × 10⁻¹⁶. "
            "It vanishes; from 50 to 100 layers it changes by a factor of 3.0 × 10⁻⁸.",
        ),
        (
            ("with", "He", "with"),
            "With skip connection, He’s weights, with batch norm: "
            "100 layers multiply the gradient’s length by 50. "
            "It grows slowly; from 50 to 100 layers it changes by a factor of 2.8.",
        ),
        (
            ("without", "He", "without"),
            "Without skip connection, He’s weights, without batch norm: "
            "100 layers multiply the gradient’s length by 0.25. "
            "It shrinks slowly; from 50 to 100 layers it changes by a factor of 0.50.",
        ),
        (
            ("with", "branch from 0", "without"),
            "With skip connection, branches from 0, without batch norm: "
            "100 layers multiply the gradient’s length by 0.71. "
            "It holds; from 50 to 100 layers it changes by a factor of 1.0.",
        ),
        (
            ("without", "branch from 0", "without"),
            "Without skip connection, branches from 0, without batch norm: "
            "no gradient reaches the bottom, at any depth. The line lies on 0.",
        ),
    ],
)
def test_a_setting_says_the_factor_and_what_it_means(net, said, result):
    assert draw(result, *net)[1].replace("\u202f", " ") == said


def test_the_words_change_at_the_stated_powers_and_nowhere_else():
    edges = {
        0: "It holds",
        STEADY: "It holds",
        math.nextafter(STEADY, 1): "It grows slowly",
        POLYNOMIAL: "It grows slowly",
        math.nextafter(POLYNOMIAL, 3): "It explodes",
        -STEADY: "It holds",
        math.nextafter(-STEADY, -1): "It shrinks slowly",
        -POLYNOMIAL: "It shrinks slowly",
        math.nextafter(-POLYNOMIAL, -3): "It vanishes",
    }
    assert {value: behaviour(value) for value in edges} == edges


def bold(ax):
    return [line for line in ax.lines if line.get_marker() == "o"]


def test_one_line_is_bold_and_all_the_others_are_there(result):
    ax, _ = draw(result, "with", "He", "with")
    (line,) = bold(ax)
    np.testing.assert_array_equal(line.get_ydata(), DEPTHS**1.5 / 20)
    assert line.get_color() == COLOURS["residual"]
    assert sum(len(line.get_xdata()) == 3 for line in ax.lines) == 1 + len(NETS)
    (band,) = ax.collections
    low, high = band.get_paths()[0].vertices[:, 1].min(), band.get_paths()[0].vertices[:, 1].max()
    assert (low, high) == (pytest.approx(2**1.5 / 20 / 1.5), pytest.approx(50 * 1.5))


def test_no_gradient_lies_below_the_break_of_the_axis_at_a_tick_that_says_0(result):
    ax, _ = draw(result, "without", "branch from 0", "without")
    (line,) = bold(ax)
    assert set(line.get_ydata()) == {NOTHING} and NOTHING < min(BREAK)
    assert dict(zip(ax.get_yticks(), (tick.get_text() for tick in ax.get_yticklabels())))[NOTHING] == "0"


def test_drawn_twice_it_is_the_same_bytes_and_axes_stay_where_they_are(result):
    first, second = (svg.render(block_switches, "block-switches", result, START) for _ in range(2))
    other = svg.render(
        block_switches, "block-switches", result, START | {"skip": "without", "start": "branch from 0"}
    )
    assert first == second and first.places == other.places and first.svg != other.svg
