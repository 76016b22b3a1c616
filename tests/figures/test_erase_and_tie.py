"""The two switches: cells counted, colours one to one with filters, every reading from the result."""

import matplotlib
import numpy as np
import pytest

from dlnotes.experiments import erase_and_tie as experiment
from dlnotes.figures import erase_and_tie
from dlnotes.figures._units import FILTERS
from dlnotes.figures.style import MUTED
from dlnotes.site.products import frames, svg

START = frames.start(erase_and_tie.KNOBS)
WIRED = {"dense": 236, "local": 92, "tied": 236, "shared": 92}


@pytest.fixture(scope="module")
def result():
    return {name: np.asarray(value) for name, value in experiment.run().items()}


def draw(result, **state):
    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    fig, ax = plt.subplots()
    reading = erase_and_tie.draw(ax, result, **START | state)
    plt.close(fig)
    return ax, reading


def cells(ax):
    """Colour with shade of every cell."""
    for patch in ax.patches:
        if type(patch).__name__ == "PathPatch":
            yield from [patch.get_facecolor()] * (len(patch.get_path().vertices) // 5)


@pytest.mark.parametrize("wires, weights", list(erase_and_tie.KINDS))
def test_there_is_a_cell_for_each_wire_and_a_colour_for_each_filter(wires, weights, result):
    ax, _ = draw(result, wires=wires, weights=weights)
    found = list(cells(ax))
    assert len(found) == WIRED[erase_and_tie.KINDS[wires, weights]]
    colours = {matplotlib.colors.to_hex(colour) for colour in found}
    assert colours == ({MUTED} if weights == "each its own" else set(FILTERS)) and len(set(FILTERS)) == 9


def test_different_weights_of_the_convolution_are_painted_differently(result):
    assert len(set(cells(draw(result)[0]))) == 44


def test_the_readings_of_the_four_settings(result):
    expected = {
        "dense": "All wires, each with a weight of its own: 128 + 96 + 12 = 236 weights.",
        "local": "Near wires only, each with a weight of its own: 32 + 48 + 12 = 92 weights.",
        "tied": "All wires, copies tied: 56 + 72 + 12 = 140 weights.",
        "shared": "Near wires only, copies tied: 8 + 24 + 12 = 44 weights.",
    }
    for (wires, weights), kind in erase_and_tie.KINDS.items():
        assert draw(result, wires=wires, weights=weights)[1] == expected[kind]


def test_another_result_is_another_drawing(result):
    before = svg.render(erase_and_tie, "erase-and-tie", result, START)
    assert before == svg.render(erase_and_tie, "erase-and-tie", result, START)
    fewer = result | {"shared_1": np.tril(result["shared_1"])}
    assert before.svg != svg.render(erase_and_tie, "erase-and-tie", fewer, START).svg


def test_axes_stay_where_they_are(result):
    states = [START, START | {"wires": "all"}, START | {"weights": "each its own"}]
    assert len({svg.render(erase_and_tie, "erase-and-tie", result, state).places for state in states}) == 1
