"""Output sizes are counts of windows; what no window reads has no gradient."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlnotes.experiments._windows import count_windows, note_formula
from dlnotes.experiments.output_shape import input_gradient, run
from dlnotes.nn import conv_output_size, unseen_inputs


@pytest.fixture(scope="module")
def result():
    return run()


def test_the_formula_counts_windows_on_the_whole_grid(result):
    assert result["cases"] == 20 * 7 * 4 * 4 * 3
    assert result["mismatches"] == 0
    assert 0 < result["refused"] < result["cases"]


def test_the_counter_finds_the_formula_without_its_floor_wrong():
    assert note_formula(224, 7, 2, 3) == 112.5
    assert count_windows(224, 7, 2, 3) == 112
    assert count_windows(8, 2, d=4) == 4 != note_formula(8, 2)


def test_rounding_down_mends_the_formula_for_dilation_one_only(result):
    assert result["floored_wrong"] == 0
    assert result["dilated_wrong_share"] > 0.5


def test_fractions_are_as_frequent_as_remainders(result):
    assert result["fractional_stride_1"] == 0
    for stride in (2, 3, 4):  # a remainder is zero about once in `stride`; the grid is finite
        assert result[f"fractional_stride_{stride}"] == pytest.approx(1 - 1 / stride, abs=0.02)


def test_alexnet_needs_227_pixels(result):
    assert (result["alexnet_224_said"], result["alexnet_227_said"]) == (54.25, 55)
    assert result["alexnet_224_last_unseen"] == 223


def test_resnets_fractions_cost_zeros_and_no_pixels(result):
    for layer in ("resnet_stem", "resnet_pool", "resnet_stage"):
        assert result[f"{layer}_said"] % 1 == 0.5
        assert (result[f"{layer}_left_over"], result[f"{layer}_unseen"]) == (1, 0)


def test_zero_gradient_and_unseen_are_the_same_inputs(result):
    assert result["gradient_disagreements"] == 0
    assert result["gradient_cases"] == result["cases"] - result["refused"]
    assert result["gradient_example"].tolist() == [1, 1, 1, 1, 1, 1, 0]


def test_a_fraction_costs_a_real_input_exactly_when_more_is_left_over_than_was_padded():
    for n in range(1, 15):
        for k, s, p in ((2, 2, 0), (3, 2, 1), (7, 2, 3), (2, 3, 0), (3, 4, 1)):
            if n + 2 * p >= k:
                assert ((n - 1) in unseen_inputs(n, k, s, p)) == ((n + 2 * p - k) % s > p)


@given(st.integers(1, 60), st.integers(1, 9), st.integers(1, 6), st.integers(0, 5), st.integers(1, 5))
def test_the_gradient_counts_the_windows_that_read_an_input(n, k, s, p, d):
    if count_windows(n, k, s, p, d) == 0:
        with pytest.raises(ValueError):
            conv_output_size(n, k, s, p, d)
        return
    reads = np.zeros(n)
    for t in range(count_windows(n, k, s, p, d)):
        for tap in range(k):
            place = s * t + d * tap - p
            if 0 <= place < n:
                reads[place] += 1
    np.testing.assert_array_equal(input_gradient(n, k, s, p, d), reads)
