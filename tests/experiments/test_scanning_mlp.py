"""The scanning MLP and its three convolutions: counted, compared, slid."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments._scanner import (
    convolutions,
    dilated,
    flat,
    multiplications,
    scanner,
    sharing,
    unroll,
    windows,
)
from dlnotes.experiments.scanning_mlp import Config, run
from dlnotes.nn import Conv1d

SMALL = replace(Config(), seeds=tuple(range(12)), steps=32)


@pytest.fixture(scope="module")
def result():
    return run(SMALL)


def whole(stack, rng):
    for name, value in stack.params.items():
        stack.params[name] = rng.integers(-3, 4, value.shape).astype(value.dtype)
    return stack


def test_the_counts_are_those_done_by_hand(result):
    places, filters, reads = (4, 2, 1), (4, 3, 2), (2, 8, 6)
    assert result["dense"] == 8 * 16 + 16 * 6 + 6 * 2 == 236
    assert result["local"] == sum(p * f * r for p, f, r in zip(places, filters, reads)) == 92
    assert result["shared"] == sum(f * r for f, r in zip(filters, reads)) == 44
    assert (result["dense_biases"], result["local_biases"], result["shared_biases"]) == (260, 116, 53)
    assert (result["by_locality"], result["by_sharing"], result["saved"]) == (144, 48, 192)


def test_the_first_matrix_is_the_one_drawn_by_hand():
    expected = np.zeros((16, 8), int)
    for place in range(4):
        for filter_ in range(4):
            expected[4 * place + filter_, 2 * place : 2 * place + 2] = 2 * filter_ + 1, 2 * filter_ + 2
    np.testing.assert_array_equal(sharing(scanner(np.random.default_rng(0)).layers[0], 8), expected)


def test_numbering_the_weights_leaves_the_layer_as_it_was():
    conv = scanner(np.random.default_rng(0)).layers[0]
    before = conv.params["weight"].copy()
    sharing(conv, 8)
    np.testing.assert_array_equal(conv.params["weight"], before)


def test_whole_numbers_agree_to_the_last_bit_and_others_to_rounding(result):
    assert result["mismatches"] == result["hop8_mismatches"] == result["hop1_mismatches"] == 0
    assert 0 < result["rounding64"] < 1e-14  # a few dozen terms of size ε
    assert 0 < result["rounding32"] < 1e-5


def test_one_wrong_copy_is_noticed():
    rng = np.random.default_rng(0)
    stack = whole(scanner(rng), rng)
    mlp, x = unroll(stack, 8), rng.integers(-9, 10, (64, 1, 8)).astype(float)
    assert np.array_equal(flat(stack.forward(x)), mlp.forward(flat(x)))
    mlp.params["0.weight"][4, 2] += 1
    assert not np.array_equal(flat(stack.forward(x)), mlp.forward(flat(x)))


def test_stride_two_three_times_scans_with_hop_eight_and_with_no_other():
    rng = np.random.default_rng(1)
    stack, x = whole(scanner(rng), rng), rng.integers(-9, 10, 64).astype(float)
    strided, mlp = flat(stack.forward(x[None, None])).reshape(-1, 2), unroll(stack, 8)
    for hop in range(1, 9):
        scanned = mlp.forward(windows(x, hop))[: len(strided)]
        assert np.array_equal(scanned, strided) == (hop == 8)


def test_without_dilation_stride_one_is_another_network(result):
    assert result["undilated_share"] > 0.5


def test_one_more_sample_costs_the_dilated_stack_one_product_per_weight(result):
    assert result["cost_step"] == result["shared"]
    assert result["cost_window"] == result["local"]
    stack = scanner(np.random.default_rng(0))
    assert multiplications(stack, 800) == 100 * result["local"]


def test_dilations_are_the_products_of_the_strides_below():
    stack = scanner(np.random.default_rng(0), channels=(1, 2, 2, 2), strides=(3, 2, 2))
    assert [conv.dilation for conv in convolutions(dilated(stack))] == [1, 3, 6]


def test_a_padded_layer_names_no_weight_for_the_zeros_it_adds():
    conv = Conv1d(1, 1, kernel_size=3, padding=1, rng=np.random.default_rng(0))
    assert sharing(conv, 3).tolist() == [[2, 3, 0], [1, 2, 3], [0, 1, 2]]


def test_tied_but_not_erased_is_a_convolution_as_wide_as_the_window(result):
    """From 6 to the left of a place to 7 to its right: 14 taps, padding 6, read all inputs everywhere."""
    wide = Conv1d(1, 4, kernel_size=14, stride=2, padding=6, bias=False, rng=np.random.default_rng(0))
    assert wide.forward(np.ones((1, 1, 8))).shape == (1, 4, 4)
    assert wide.params["weight"].size == result["tied_1"] == 56
    assert (result["tied"], result["by_sharing_first"], result["by_locality_second"]) == (140, 96, 96)
    assert result["longer_tied"] == 4 * 158 + 12 * 78 + 6 * 38
