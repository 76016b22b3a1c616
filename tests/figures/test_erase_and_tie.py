"""The two switches and the spike: cells counted, the spike's road drawn, every reading from the result."""

from itertools import product

import matplotlib
import numpy as np
import pytest

from dlnotes.experiments import erase_and_tie as experiment
from dlnotes.figures import erase_and_tie
from dlnotes.figures._matrices import CELL
from dlnotes.figures.style import FILTERS, INK, MUTED
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
    """(colour with shade, side) of every cell."""
    for patch in ax.patches:
        path = patch.get_path()
        if type(patch).__name__ == "PathPatch":
            corners = path.vertices.reshape(-1, 5, 2)
            yield from ((patch.get_facecolor(), round(np.ptp(square[:, 0]), 6)) for square in corners)


@pytest.mark.parametrize("wires, weights", list(erase_and_tie.KINDS))
def test_there_is_a_cell_for_each_wire_and_a_colour_for_each_filter_of_a_layer(wires, weights, result):
    ax, _ = draw(result, wires=wires, weights=weights)
    found = list(cells(ax))
    assert len(found) == WIRED[erase_and_tie.KINDS[wires, weights]]
    colours = {matplotlib.colors.to_hex(colour) for colour, _ in found}
    assert colours == ({MUTED} if weights == "each its own" else set(FILTERS))


def test_large_are_the_cells_that_the_spike_meets(result):
    ax, _ = draw(result, wires="near", weights="tied", spike=5)
    # Units reached × inputs of theirs that it reached.
    assert sum(side == CELL for _, side in cells(ax)) == 4 * 1 + 3 * 4 + 2 * 3
    ax, _ = draw(result, wires="all", weights="tied", spike=5)
    assert sum(side == CELL for _, side in cells(ax)) == 16 + 6 * 16 + 2 * 6


def test_filled_squares_are_the_units_that_the_spike_reaches(result):
    ax, _ = draw(result, wires="near", weights="tied", spike=2)
    filled = sum(patch.get_facecolor() == matplotlib.colors.to_rgba(INK) for patch in ax.patches)
    # The input, hidden units twice: as outputs and as inputs, and the outputs.
    assert filled == 1 + 2 * (4 + 3) + 2


def test_the_readings_of_the_four_settings(result):
    alone = "no other spike meets exactly the same set of weights"
    alike = "spikes at 0, 4 and 6 meet the same weights, at other units"
    expected = {
        "dense": ("All wires, each with a weight of its own: 236", "16 of 16, then 6 of 6", alone),
        "local": ("Near wires only, each with a weight of its own: 92", "4 of 16, then 3 of 6", alone),
        "tied": ("All wires, weights tied: 140", "16 of 16, then 6 of 6", alone),
        "shared": ("Near wires only, weights tied: 44", "4 of 16, then 3 of 6", alike),
    }
    for (wires, weights), kind in erase_and_tie.KINDS.items():
        setting, reached, others = expected[kind]
        assert draw(result, wires=wires, weights=weights)[1] == (
            f"{setting} weights. A spike at input 2 reaches {reached}, then 2 of 2 units. "
            f"In the first layer {others}."
        )


def test_every_setting_speaks_of_its_own_spike(result):
    for spike, (wires, weights) in product(range(8), erase_and_tie.KINDS):
        kind = erase_and_tie.KINDS[wires, weights]
        assert f"A spike at input {spike} reaches" in erase_and_tie._say(result, kind, spike, wires, weights)
    assert "spikes at 1, 3 and 5 meet" in erase_and_tie._say(result, "shared", 7, "near", "tied")


def test_another_result_is_another_drawing(result):
    before = svg.render(erase_and_tie, "erase-and-tie", result, START)
    assert before == svg.render(erase_and_tie, "erase-and-tie", result, START)
    fewer = result | {"tied_1": np.tril(result["tied_1"])}
    assert before.svg != svg.render(erase_and_tie, "erase-and-tie", fewer, START).svg


def test_axes_stay_where_they_are(result):
    states = [START, START | {"spike": 7}, START | {"wires": "near", "weights": "each its own"}]
    assert len({svg.render(erase_and_tie, "erase-and-tie", result, state).places for state in states}) == 1
