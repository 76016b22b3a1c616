"""BatchNorm1d: what it normalises, what it remembers, and the variance that must not cancel."""

import numpy as np
import pytest

from dlnotes.nn import BatchNorm1d


def data(shape, seed=8):
    return np.random.default_rng(seed).normal(3, 2, shape)


@pytest.mark.parametrize(("shape", "axes"), [((6, 3), 0), ((4, 3, 5), (0, 2))])
def test_training_output_has_mean_zero_and_variance_one_per_channel(shape, axes):
    out = BatchNorm1d(3, eps=1e-12, dtype=np.float64).forward(data(shape))
    np.testing.assert_allclose(out.mean(axis=axes), 0, atol=1e-14)
    np.testing.assert_allclose(out.var(axis=axes), 1, rtol=1e-10)


def test_two_values_become_minus_one_and_one():
    layer = BatchNorm1d(1, eps=1e-12, dtype=np.float64)
    np.testing.assert_allclose(layer.forward(np.array([[1.0], [3.0]])), [[-1], [1]], rtol=1e-11)


def test_running_moments_move_by_the_momentum_with_the_unbiased_variance():
    layer, x = BatchNorm1d(3, momentum=0.25, dtype=np.float64), data((6, 3))
    layer.forward(x)
    np.testing.assert_allclose(layer.running_mean, 0.25 * x.mean(axis=0), rtol=1e-14)
    np.testing.assert_allclose(layer.running_var, 0.75 + 0.25 * x.var(axis=0, ddof=1), rtol=1e-14)


@pytest.mark.parametrize("shape", [(6, 3), (4, 3, 5)])
def test_evaluation_uses_the_running_moments_and_leaves_them_alone(shape):
    layer, x = BatchNorm1d(3, dtype=np.float64), data(shape)
    layer.forward(x)
    mean, var = layer.running_mean.copy(), layer.running_var.copy()
    column = (1, 3) + (1,) * (len(shape) - 2)
    expected = (x - mean.reshape(column)) / np.sqrt(var.reshape(column) + 1e-5)
    np.testing.assert_allclose(layer.eval().forward(x), expected, rtol=1e-12)
    np.testing.assert_array_equal(layer.running_mean, mean)
    np.testing.assert_array_equal(layer.running_var, var)


def test_a_channel_is_scaled_by_weight_and_moved_by_bias():
    layer, x = BatchNorm1d(2, dtype=np.float64), data((5, 2))
    plain = layer.forward(x)
    layer.params["weight"][...] = [2, 3]
    layer.params["bias"] = np.array([10.0, 20.0])
    np.testing.assert_allclose(layer.forward(x), plain * [2, 3] + [10, 20], rtol=1e-14)


def test_a_large_mean_does_not_cancel_the_variance():
    x = (1e4 + np.random.default_rng(0).normal(size=(4096, 1))).astype(np.float32)
    assert np.mean(x**2) - np.mean(x) ** 2 != pytest.approx(1, rel=0.5)  # the textbook identity, in float32
    assert BatchNorm1d(1).forward(x).std() == pytest.approx(1, rel=1e-2)


def test_backward_belongs_to_the_mode_of_its_forward():
    layer, x, dout = BatchNorm1d(3, dtype=np.float64), data((6, 3)), data((6, 3), seed=9)
    layer.forward(x)
    before = layer.backward(dout)
    layer.eval()
    np.testing.assert_array_equal(layer.backward(dout), before)


def test_in_training_a_shift_or_a_scale_of_x_has_no_effect():
    layer, x, dout = BatchNorm1d(3, eps=1e-12, dtype=np.float64), data((6, 3)), data((6, 3), seed=9)
    np.testing.assert_allclose(layer.forward(5 * x + 7), layer.forward(x), rtol=1e-10)
    dx = layer.backward(dout)
    np.testing.assert_allclose(dx.sum(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose((dx * x).sum(axis=0), 0, atol=1e-10)


def test_a_constant_channel_gives_its_bias():
    np.testing.assert_array_equal(BatchNorm1d(2).forward(np.ones((4, 2), np.float32)), 0)


@pytest.mark.parametrize("shape", [(1, 3), (1, 3, 1)])
def test_training_on_one_value_per_channel_is_refused_evaluation_is_not(shape):
    layer = BatchNorm1d(3)
    with pytest.raises(ValueError) as raised:
        layer.forward(np.ones(shape))
    assert f"at least 2 values per channel, got x of shape {shape}" in str(raised.value)
    assert layer.eval().forward(np.ones(shape)).shape == shape


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"num_features": 0}, ValueError, "num_features.*got 0"),
        ({"num_features": 2.0}, TypeError, "num_features.*got 2.0"),
        ({"eps": 0}, ValueError, "eps.*got 0"),
        ({"eps": np.nan}, ValueError, "eps.*got nan"),
        ({"momentum": -0.1}, ValueError, "momentum.*got -0.1"),
        ({"momentum": 1.5}, ValueError, "momentum.*got 1.5"),
        ({"momentum": None}, TypeError, "momentum.*got None"),
        ({"dtype": np.int32}, TypeError, "int32"),
    ],
)
def test_bad_numbers_are_named(change, error, message):
    with pytest.raises(error, match=message):
        BatchNorm1d(**{"num_features": 2, **change})
