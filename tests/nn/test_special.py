"""erf against math.erf, which NumPy lacks."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlnotes.nn import erf

X = np.concatenate(
    [np.linspace(-7, 7, 20001), [0.46875, -0.46875, np.nextafter(0.46875, 1), 4.0, 1e-300, 1e300]]
)


def test_erf_is_within_1e_15_of_the_truth():
    truth = np.array([math.erf(x) for x in X])
    np.testing.assert_allclose(erf(X), truth, rtol=0, atol=1e-15)


def test_float32_is_within_1e_6_of_the_truth():
    x = X[np.abs(X) < 1e30].astype(np.float32)
    truth = np.array([math.erf(v) for v in x])
    assert erf(x).dtype == np.float32
    np.testing.assert_allclose(erf(x), truth, rtol=0, atol=1e-6)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_erf_is_odd_and_bounded(x):
    assert erf(-x) == -erf(x)
    assert abs(erf(x)) <= 1
    assert abs(erf(x) - math.erf(x)) <= 1e-15


def test_erf_keeps_relative_precision_near_zero():
    assert erf(1e-20) == pytest.approx(2e-20 / math.sqrt(math.pi), rel=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_erf_keeps_shape_and_dtype(dtype):
    out = erf(np.full((2, 3), 0.5, dtype))
    assert (out.shape, out.dtype) == ((2, 3), dtype)
    assert isinstance(erf(dtype(0.5)), dtype)


def test_erf_of_a_large_array_has_no_loop_over_its_elements(monkeypatch):
    calls = []
    exp = np.exp
    monkeypatch.setattr(np, "exp", lambda x: calls.append(x.size) or exp(x))
    erf(np.ones(100_000))
    assert sum(calls) == 100_000
    assert len(calls) < 10
