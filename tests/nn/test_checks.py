"""The checks let the good through untouched, and say where the bad one sits."""

import numpy as np
import pytest

from dlnotes.nn import checks


def test_a_good_array_passes_through_uncopied():
    x = np.ones((2, 3), np.float32)
    assert checks.floats(x, "x") is x
    assert checks.same_shape(x, [2, 3], "x") is x
    assert checks.targets(x, x) is x
    assert checks.interval(x, "x") is x


def test_a_python_float_becomes_a_zero_dimensional_float64():
    x = checks.floats(0.5, "x")
    assert (x.shape, x.dtype) == ((), np.float64)


def test_the_first_offending_entry_is_named_with_its_index():
    x = np.zeros((3, 4))
    x[1, 2], x[2, 0] = np.inf, np.nan
    with pytest.raises(ValueError, match=r"^rate must be finite, got inf at index \(1, 2\)$"):
        checks.floats(x, "rate")
    with pytest.raises(ValueError, match=r"^rate must be finite, got nan$"):
        checks.floats(float("nan"), "rate")


@pytest.mark.parametrize("value", [3, np.int8(3), np.uint64(3)])
def test_integers_of_any_width_become_python_ints(value):
    assert type(checks.integer(value, "n")) is int


@pytest.mark.parametrize("value", [0.25, np.float32(0.25), np.float16(0.25)])
def test_reals_of_any_width_become_python_floats(value):
    assert (
        type(checks.real(value, "x"))
        is type(checks.positive(value, "x"))
        is type(checks.fraction(value, "x"))
        is float
    )


@pytest.mark.parametrize("value", [True, np.True_, 2.0, "2", None, np.array([2])])
def test_what_is_no_integer_is_a_type_error_and_named(value):
    with pytest.raises(TypeError) as raised:
        checks.integer(value, "n")
    assert str(raised.value) == f"n must be an integer, got {value!r}"


def test_a_bound_is_named_with_the_value_beyond_it():
    with pytest.raises(ValueError, match="^n must be at least 2, got 1$"):
        checks.integer(1, "n", minimum=2)
    with pytest.raises(ValueError, match=r"^beta must be in \[0, 1\), got 1$"):
        checks.fraction(1, "beta")
    with pytest.raises(ValueError, match="^lr must be positive, got 0$"):
        checks.positive(0, "lr")


def test_a_ragged_list_is_refused():
    with pytest.raises(ValueError, match="inhomogeneous"):
        checks.floats([[1.0, 2.0], [3.0]], "x")
