"""softmax and log_softmax: hand values, invariances, vector–Jacobian products."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from dlnotes.nn import gradcheck, log_softmax, log_softmax_grad, sigmoid, softmax, softmax_grad

rows = arrays(np.float64, array_shapes(max_dims=3, max_side=5), elements=st.floats(-1e3, 1e3))


def test_softmax_of_log_weights_is_the_weights():
    np.testing.assert_allclose(softmax(np.log([1.0, 2.0, 5.0])), [0.125, 0.25, 0.625], rtol=1e-15)


@given(rows)
def test_softmax_rows_are_distributions(x):
    p = softmax(x)
    np.testing.assert_allclose(p.sum(axis=-1), 1, rtol=1e-14)
    assert (p >= 0).all()


@given(rows, st.floats(-100, 100))
def test_a_common_shift_changes_nothing(x, shift):
    np.testing.assert_allclose(softmax(x + shift), softmax(x), atol=1e-12)


def test_softmax_of_two_is_the_sigmoid_of_the_gap():
    assert softmax(np.array([3.0, 1.0]))[0] == pytest.approx(sigmoid(2.0), rel=1e-15)


@given(rows)
def test_log_softmax_is_the_log_wherever_that_has_not_underflowed(x):
    p = softmax(x)
    np.testing.assert_allclose(log_softmax(x)[p > 1e-300], np.log(p[p > 1e-300]), rtol=1e-10, atol=1e-12)


def test_log_softmax_keeps_the_gap_where_softmax_is_zero():
    np.testing.assert_array_equal(log_softmax(np.array([0.0, 1000.0])), [-1000, 0])


def test_uniform_rows_give_minus_log_c():
    np.testing.assert_allclose(log_softmax(np.full((2, 7), 3.0)), -math.log(7), rtol=1e-15)


@pytest.mark.parametrize(("f", "grad"), [(softmax, softmax_grad), (log_softmax, log_softmax_grad)])
@pytest.mark.parametrize("shape", [(4,), (3, 4), (2, 3, 4)])
def test_grad_is_the_vector_jacobian_product(f, grad, shape):
    rng = np.random.default_rng(0)
    x, dout = rng.normal(size=shape), rng.normal(size=shape)
    assert gradcheck(lambda x: (f(x) * dout).sum(), lambda x: grad(x, dout), x, rng) <= 1e-7


def test_softmax_grad_is_the_jacobian_written_out():
    rng = np.random.default_rng(0)
    x, dout = rng.normal(size=5), rng.normal(size=5)
    p = softmax(x)
    np.testing.assert_allclose(softmax_grad(x, dout), dout @ (np.diag(p) - np.outer(p, p)), atol=1e-15)


@pytest.mark.parametrize("f", [softmax, log_softmax])
def test_dtype_is_kept(f):
    assert f(np.ones((2, 3), np.float32)).dtype == np.float32


CALLS = [softmax, log_softmax, lambda x: softmax_grad(x, x), lambda x: log_softmax_grad(x, x)]


@pytest.mark.parametrize("f", CALLS)
def test_bad_input_is_named(f):
    with pytest.raises(ValueError, match=r"nan at index \(1,\)"):
        f(np.array([0.0, np.nan]))
    with pytest.raises(ValueError, match="class axis, got the scalar 0.5"):
        f(0.5)
    with pytest.raises(ValueError, match=r"\(2, 0\)"):
        f(np.empty((2, 0)))
    with pytest.raises(TypeError, match="int64"):
        f(np.arange(3))


@pytest.mark.parametrize("grad", [softmax_grad, log_softmax_grad])
def test_dout_must_fit(grad):
    with pytest.raises(ValueError, match=r"dout must have shape \(2,\), got \(3,\)"):
        grad(np.zeros(2), np.zeros(3))
