"""Edge filters, with a small configuration, and the gradient of the hand-made detector."""

import numpy as np
import pytest

from dlnotes.experiments import edge_filters
from dlnotes.experiments.edge_filters import Config, Dense, Detector, flatness, scanlines
from dlnotes.nn import gradcheck


@pytest.fixture(scope="module")
def result():
    return edge_filters.run(Config(seeds=(11, 12)))


def test_counting_jumps_makes_filters_that_cancel_and_brightness_does_not(result):
    assert result["jumps_flatness"] < 0.2 < result["brightness_flatness"]


def test_filters_left_as_drawn_and_a_dense_network_of_equal_size_cannot_count_jumps(result):
    trained, drawn, dense = (np.median(result[f"left_{arm}"][0]) for arm in ("trained", "drawn", "dense"))
    assert trained < drawn / 2 and trained < dense / 2


def test_a_wide_dense_network_can(result):
    assert result["left_wide"].max() < 5


def test_weights_are_counted_as_the_nets_have_them(result):
    config, rng = Config(), np.random.default_rng(0)
    nets = {"trained": Detector(config, rng)}
    nets |= {name: Dense(getattr(config, name)[0], config, rng) for name in ("dense", "wide")}
    for name, net in nets.items():
        assert sum(value.size for value in net.params.values()) == result[f"{name}_weights"]


def test_an_edge_filter_is_flat_zero_and_a_mean_is_flat_one():
    np.testing.assert_allclose(flatness(np.array([[-1.0, -1, 0, 1, 1], [1, 1, 1, 1, 1]])), [0, 1])


def test_rows_have_as_many_jumps_as_they_say():
    rows, jumps = scanlines(50, Config(noise=0.0), np.random.default_rng(0))
    found = (np.abs(np.diff(rows[:, 0], axis=1)) > 0.5).sum(axis=1)
    np.testing.assert_array_equal(found, jumps)


@pytest.mark.parametrize("name", ["weight", "bias", "out", "shift"])
def test_backward_of_the_detector_is_its_derivative(name):
    rng = np.random.default_rng(0)
    net = Detector(Config(), rng)
    rows = scanlines(8, Config(), rng)[0].astype(np.float64)
    dout = rng.normal(size=8)

    def at(value):
        net.params[name][...] = value
        net.conv.params |= {key: net.params[key] for key in net.conv.params}
        return net.forward(rows)

    for key in net.params:
        net.params[key] = net.params[key].astype(np.float64)
    start = net.params[name].copy()
    error = gradcheck(lambda v: at(v) @ dout, lambda v: (at(v), net.backward(dout))[1][name], start, rng)
    assert error < 1e-4  # hidden gradients pass through float32
