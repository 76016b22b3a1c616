"""Output sizes are counts of windows; layers of known networks have the parameters that PyTorch counts."""

import numpy as np
import pytest

from dlnotes.experiments._windows import count_windows, note_formula
from dlnotes.experiments.output_shape import LAYERS, conv2d, run
from dlnotes.nn import unseen_inputs
from tests.optional import without


@pytest.fixture(scope="module")
def result():
    return run()


def test_the_formula_counts_windows_on_the_whole_grid(result):
    assert result["cases"] == 20 * 7 * 4 * 4 * 3
    np.testing.assert_array_equal(result["formula"], result["counted"])
    assert 0 < np.count_nonzero(result["counted"] == 0) < result["cases"]


def test_the_counter_finds_the_formula_without_its_floor_wrong():
    assert note_formula(224, 7, 2, 3) == 112.5
    assert count_windows(224, 7, 2, 3) == 112
    assert count_windows(8, 2, d=4) == 4 != note_formula(8, 2)


def test_alexnet_needs_227_pixels(result):
    assert (result["alexnet_224_said"], result["alexnet_first_said"]) == (54.25, 55)
    assert result["alexnet_224_last_unseen"] == 223


def test_resnets_fractions_cost_zeros_and_no_pixels(result):
    for layer in ("resnet_stem", "resnet_pool", "resnet_stage"):
        assert result[f"{layer}_said"] % 1 == 0.5
    assert result["resnet_stem_unread"] == 0


def test_a_fraction_costs_a_real_input_exactly_when_more_is_left_over_than_was_padded():
    for n in range(1, 15):
        for k, s, p in ((2, 2, 0), (3, 2, 1), (7, 2, 3), (2, 3, 0), (3, 4, 1)):
            if n + 2 * p >= k:
                assert ((n - 1) in unseen_inputs(n, k, s, p)) == ((n + 2 * p - k) % s > p)


def test_the_counts_are_those_that_were_published(result):
    assert result["lenet_first_parameters"] == 156
    assert result["lenet_first_local"] == 122_304 - 28 * 28 * 6  # connections, without those of the biases
    assert result["vgg_first_local"] == 64 * 3 * (3 * 224 - 2) ** 2  # no wires to the zeros of the padding
    assert result["alexnet_first_parameters"] == 96 * 363 + 96
    assert result["vgg_all"] == 138_357_544


def test_a_layer_that_is_not_square_has_a_size_for_each_axis():
    assert conv2d((3, 10, 21), 5, 3, 2, 1) == ((5, 5, 11), 5 * (3 * 9 + 1))


@pytest.mark.parametrize("name", LAYERS)
def test_pytorch_has_the_same_shapes_and_parameters(name, result):
    try:
        import torch
    except ImportError:
        without("PyTorch is not installed")
    channels, side, filters, kernel, stride, padding, bias = LAYERS[name]
    layer = torch.nn.Conv2d(channels, filters, kernel, stride, padding, bias=bias, device="meta")
    assert sum(value.numel() for value in layer.parameters()) == result[f"{name}_parameters"]
    out = layer(torch.empty(1, channels, side, side, device="meta"))
    places = result[f"{name}_size"]
    assert out.shape == (1, filters, places, places)
