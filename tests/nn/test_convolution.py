"""Conv1d against three nested loops, and against what a convolution is for."""

import itertools

import numpy as np
import pytest

from dlnotes.nn import Conv1d, Linear, unseen_inputs

GEOMETRIES = [g for g in itertools.product((1, 2, 3), (1, 2, 3), (0, 1, 2), (1, 2, 3))]


def conv(*args, **kwargs):
    return Conv1d(*args, rng=np.random.default_rng(5), dtype=np.float64, **kwargs)


def naive(x, weight, bias, stride, padding, dilation):
    """The definition, entry by entry: x is 0 outside [0, T)."""
    (n, _, size), (out, _, k) = x.shape, weight.shape
    steps = (size + 2 * padding - dilation * (k - 1) - 1) // stride + 1
    y = np.zeros((n, out, steps))
    for example, o, t in np.ndindex(y.shape):
        y[example, o, t] = bias[o]
        for i in range(k):
            at = stride * t + dilation * i - padding
            if 0 <= at < size:
                y[example, o, t] += weight[o, :, i] @ x[example, :, at]
    return y


@pytest.mark.parametrize(("k", "s", "p", "d"), GEOMETRIES)
def test_forward_is_the_definition(k, s, p, d):
    layer, x = conv(2, 3, k, s, p, d), np.random.default_rng(6).normal(size=(2, 2, 8))
    np.testing.assert_allclose(
        layer.forward(x),
        naive(x, layer.params["weight"], layer.params["bias"], s, p, d),
        rtol=1e-12,
        atol=1e-14,
    )


@pytest.mark.parametrize(("k", "s", "p", "d"), GEOMETRIES)
def test_backward_is_the_transpose_of_forward(k, s, p, d):
    layer, draw = conv(2, 3, k, s, p, d, bias=False), np.random.default_rng(6)
    x = draw.normal(size=(2, 2, 8))
    y = layer.forward(x)
    dout = draw.normal(size=y.shape)
    dx = layer.backward(dout)
    assert np.sum(y * dout) == pytest.approx(np.sum(x * dx), rel=1e-12, abs=1e-12)
    assert np.sum(y * dout) == pytest.approx(
        np.sum(layer.params["weight"] * layer.grads["weight"]), rel=1e-12, abs=1e-12
    )


@pytest.mark.parametrize(("k", "s", "p", "d"), GEOMETRIES)
def test_unseen_inputs_have_gradient_zero_and_no_others(k, s, p, d):
    layer = conv(1, 1, k, s, p, d)
    layer.params["weight"] = np.ones((1, 1, k))
    dx = layer.backward(np.ones_like(layer.forward(np.zeros((1, 1, 8)))))
    assert np.flatnonzero(dx == 0).tolist() == unseen_inputs(8, k, s, p, d)


def test_seven_inputs_under_a_stride_of_two_lose_the_last():
    layer = conv(1, 1, 2, stride=2)
    layer.params["weight"] = np.ones((1, 1, 2))
    dx = layer.backward(np.ones_like(layer.forward(np.zeros((1, 1, 7)))))
    np.testing.assert_array_equal(dx, [[[1, 1, 1, 1, 1, 1, 0]]])


def test_a_shared_weight_collects_the_gradients_of_all_positions():
    layer, draw = conv(2, 3, 2, stride=2), np.random.default_rng(6)
    x, dout = draw.normal(size=(1, 2, 8)), draw.normal(size=(1, 3, 4))
    layer.forward(x)
    layer.backward(dout)
    unshared = [np.einsum("o,ck->ock", dout[0, :, t], x[0, :, 2 * t : 2 * t + 2]) for t in range(4)]
    np.testing.assert_allclose(layer.grads["weight"], sum(unshared), rtol=1e-13, atol=1e-14)


def test_the_sum_sends_each_input_its_weight_times_the_gradient():
    layer, w = conv(1, 1, 4, bias=False), np.array([-0.281, -1.055, 0.482, 0.958])
    layer.params["weight"] = w.reshape(1, 1, 4)
    layer.forward(np.ones((1, 1, 4)))
    np.testing.assert_array_equal(layer.backward(np.ones((1, 1, 1)))[0, 0], w)


def test_a_kernel_as_long_as_the_input_is_a_linear_layer():
    layer, linear = conv(3, 4, 5), Linear(15, 4, rng=np.random.default_rng(0), dtype=np.float64)
    linear.params["weight"], linear.params["bias"] = (
        layer.params["weight"].reshape(4, 15),
        layer.params["bias"],
    )
    x = np.random.default_rng(6).normal(size=(2, 3, 5))
    np.testing.assert_allclose(layer.forward(x)[:, :, 0], linear.forward(x.reshape(2, 15)), rtol=1e-13)


def test_a_shift_of_the_input_shifts_the_output():
    layer, x = conv(2, 3, 3, dilation=2), np.random.default_rng(6).normal(size=(1, 2, 20))
    np.testing.assert_array_equal(layer.forward(x[:, :, 3:]), layer.forward(x)[:, :, 3:])


def test_a_strided_view_is_as_good_as_a_copy():
    layer, x = conv(2, 3, 3, padding=1), np.random.default_rng(6).normal(size=(20, 2, 4)).transpose(2, 1, 0)
    np.testing.assert_array_equal(layer.forward(x), layer.forward(np.ascontiguousarray(x)))


def test_a_kernel_longer_than_the_padded_input_is_refused_and_a_fitting_one_not():
    layer = conv(1, 1, 5, padding=1)
    assert layer.forward(np.ones((1, 1, 3))).shape == (1, 1, 1)
    with pytest.raises(ValueError, match="padded input of 4, got a span of 5"):
        layer.forward(np.ones((1, 1, 2)))


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"in_channels": 0}, ValueError, "in_channels.*got 0"),
        ({"out_channels": -1}, ValueError, "out_channels.*got -1"),
        ({"kernel_size": 0}, ValueError, "kernel_size.*got 0"),
        ({"kernel_size": -2}, ValueError, "kernel_size.*got -2"),
        ({"kernel_size": True}, TypeError, "kernel_size.*got True"),
        ({"kernel_size": 2.0}, TypeError, "kernel_size.*got 2.0"),
        ({"stride": 0}, ValueError, "stride.*got 0"),
        ({"stride": "1"}, TypeError, "stride.*got '1'"),
        ({"padding": -1}, ValueError, "padding.*got -1"),
        ({"dilation": 0}, ValueError, "dilation.*got 0"),
        ({"bias": None}, TypeError, "bias.*got None"),
        ({"rng": 5}, TypeError, "Generator, got 5"),
        ({"dtype": np.complex64}, TypeError, "complex64"),
    ],
)
def test_bad_numbers_are_named(change, error, message):
    good = {"in_channels": 1, "out_channels": 1, "kernel_size": 2, "rng": np.random.default_rng(0)}
    with pytest.raises(error, match=message):
        Conv1d(**{**good, **change})
