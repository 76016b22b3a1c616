"""A ReLU network is made of flat pieces."""

import numpy as np
import pytest

from dlnotes.experiments.linear_regions import (
    Config,
    before_units,
    bends,
    network,
    pieces,
    pieces_of_lines,
    run,
    slow,
    square,
)
from dlnotes.nn import tanh

SMALL = Config(width=4, seeds=(0, 1, 2), grid=61, shown=21)


def test_three_lines_in_general_position_make_seven_pieces():
    normals = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    assert pieces_of_lines(normals, np.array([0.1, 0.1, 0.2])) == 7


def test_lines_that_miss_the_square_cut_nothing():
    assert pieces_of_lines(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([2.0, -3.0])) == 1


@pytest.mark.parametrize("seed", range(5))
def test_counting_patterns_on_a_grid_agrees_with_counting_lines(seed):
    rng = np.random.default_rng(seed)
    normals, offsets = rng.normal(size=(5, 2)), 0.3 * rng.normal(size=5)
    counted, exact = pieces(square(801) @ normals.T + offsets), pieces_of_lines(normals, offsets)
    assert exact - 1 <= counted <= exact, "a grid can miss a thin piece, and cannot invent one"


def test_lines_through_the_middle_make_twice_as_many_wedges():
    normals = np.random.default_rng(0).normal(size=(6, 2))
    assert pieces(square(802) @ normals.T) == 12


def test_without_biases_doubling_the_input_doubles_the_output():
    net, xy = network(6, np.random.default_rng(0), biases=False), square(9)
    last = net.layers[-1].params["bias"]
    np.testing.assert_allclose(net.forward(2 * xy), 2 * net.forward(xy))
    assert not last.any()
    biased = network(6, np.random.default_rng(0))
    assert abs(biased.forward(2 * xy) - 2 * biased.forward(xy)).max() > 0.1


def test_inside_a_piece_the_network_is_flat():
    net = network(6, np.random.default_rng(1))
    start, step = np.random.default_rng(2).uniform(-1, 1, (500, 2)), np.array([0.01, 0.02])
    patterns = [before_units(net, start + k * step) > 0 for k in range(3)]
    same = ((patterns[0] == patterns[1]) & (patterns[1] == patterns[2])).all(axis=1)
    bend = net.forward(start) - 2 * net.forward(start + step) + net.forward(start + 2 * step)
    assert 300 < same.sum() < 500
    assert abs(bend[same]).max() < 1e-12
    assert abs(bend[~same]).max() > 1e-6, "and it bends where a unit switches"
    assert abs(tanh(start) - 2 * tanh(start + step) + tanh(start + 2 * step)).max() > 1e-7, (
        "as tanh does everywhere"
    )


def test_a_bend_is_nothing_on_a_straight_stretch_and_the_change_of_slope_at_a_crease():
    axis = np.linspace(-1, 1, 9)
    x, y = np.meshgrid(axis, axis)
    before = x[None]  # one unit, whose crease is the line x = 0
    inside, across = bends(3 * np.maximum(x, 0) + 5 * y, before)
    assert inside < 1e-12 and across == pytest.approx(3)


def test_slow_is_what_lies_in_waves_of_two_periods():
    turn = (np.arange(40) + 0.5) / 40
    waves = [np.cos(2 * np.pi * periods * turn) * np.ones((40, 1)) for periods in (1, 6)]
    assert slow(3 + waves[0] + waves[1]) == pytest.approx(0.5)
    assert slow(waves[0] * waves[0].T) == pytest.approx(1)


def test_tanh_in_the_same_network_bends_everywhere():
    result = run(SMALL)
    assert result["relu_bends"][:, 0].max() < 1e-9 < 1e-4 < result["tanh_bends"][:, 0].min()
    assert (result["relu_bends"][:, 1] > result["tanh_bends"][:, 1]).all()
