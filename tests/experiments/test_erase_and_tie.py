"""Erasing and tying: counted by hand, by the scanning experiment, and by networks that are really run."""

import numpy as np
import pytest

from dlnotes.experiments import erase_and_tie, scanning_mlp
from dlnotes.experiments._scanner import convolutions, scanner
from dlnotes.experiments.erase_and_tie import KINDS, matrices, widened


@pytest.fixture(scope="module")
def result():
    return erase_and_tie.run()


def test_the_counts_are_those_of_the_scanning_experiment_and_of_the_hand(result):
    counts = {kind: result[f"{kind}_weights"] for kind in KINDS}
    assert counts == {"dense": 236, "local": 92, "tied": 4 * 14 + 12 * 6 + 6 * 2, "shared": 44}
    other = scanning_mlp._counts()
    assert counts == {kind: other[kind] for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_the_numbers_of_a_matrix_are_one_to_the_number_of_its_weights(kind):
    for numbers in matrices(kind, 8):
        np.testing.assert_array_equal(np.setdiff1d(numbers, [0]), np.arange(1, numbers.max() + 1))


@pytest.mark.parametrize("kind", ["dense", "local"])
def test_without_tying_no_number_stands_twice(kind):
    for numbers in matrices(kind, 8):
        assert np.count_nonzero(numbers) == numbers.max()


@pytest.mark.parametrize("erased, whole", [("local", "dense"), ("shared", "tied")])
def test_erasing_keeps_two_eighths_of_the_first_matrix_and_the_same_wires_whether_tied_or_not(erased, whole):
    assert all((numbers > 0).all() for numbers in matrices(whole, 8))
    assert np.count_nonzero(matrices(erased, 8)[0]) == 16 * 2
    for one, other in zip(matrices("local", 8), matrices("shared", 8)):
        np.testing.assert_array_equal(one > 0, other > 0)


def test_a_tied_weight_belongs_to_a_filter_a_channel_and_a_distance():
    """Two cells hold the same number exactly when filter, channel and distance are the same."""
    size = 8
    for numbers, conv in zip(matrices("tied", 8), convolutions(scanner(np.random.default_rng(0)))):
        names = {}
        for (row, column), number in np.ndenumerate(numbers):
            place, filter_ = divmod(row, conv.out_channels)
            below, channel = divmod(column, conv.in_channels)
            names.setdefault(number, set()).add((filter_, channel, below - conv.stride * place))
        assert all(len(name) == 1 for name in names.values())
        assert len({min(name) for name in names.values()}) == len(names)
        size //= 2


def test_the_widened_layer_reads_every_input_from_every_place():
    conv = convolutions(scanner(np.random.default_rng(0)))[0]
    wide = widened(conv, 8)
    wide.params["weight"] = np.ones_like(wide.params["weight"])
    wide.params["bias"] = np.zeros(4)
    np.testing.assert_array_equal(wide.forward(np.arange(8.0)[None, None]), np.full((1, 4, 4), 28))
