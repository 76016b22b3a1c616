"""Arguments: the good pass untouched, and a bad one is named with the place where it sits."""

import numpy as np
import pytest

from dlnotes.nn import arguments


def test_a_good_array_passes_through_uncopied():
    x = np.ones((2, 3), np.float32)
    assert arguments.floats(x, "x") is x
    assert arguments.same_shape(x, [2, 3], "x") is x
    assert arguments.targets(x, x) is x
    assert arguments.interval(x, "x") is x


def test_a_python_float_becomes_a_zero_dimensional_float64():
    x = arguments.floats(0.5, "x")
    assert (x.shape, x.dtype) == ((), np.float64)


def test_the_first_offending_entry_is_named_with_its_index():
    x = np.zeros((3, 4))
    x[1, 2], x[2, 0] = np.inf, np.nan
    with pytest.raises(ValueError, match=r"^rate must be finite, got inf at index \(1, 2\)$"):
        arguments.floats(x, "rate")
    with pytest.raises(ValueError, match=r"^rate must be finite, got nan$"):
        arguments.floats(float("nan"), "rate")


@pytest.mark.parametrize("value", [3, np.int8(3), np.uint64(3)])
def test_integers_of_any_width_become_python_ints(value):
    assert type(arguments.integer(value, "n")) is int


@pytest.mark.parametrize("value", [0.25, np.float32(0.25), np.float16(0.25)])
def test_reals_of_any_width_become_python_floats(value):
    for accepted in (arguments.real, arguments.positive, arguments.fraction):
        assert type(accepted(value, "x")) is float


@pytest.mark.parametrize("value", [True, np.True_, 2.0, "2", None, np.array([2])])
def test_what_is_no_integer_is_a_type_error_and_named(value):
    with pytest.raises(TypeError) as raised:
        arguments.integer(value, "n")
    assert str(raised.value) == f"n must be an integer, got {value!r}"


def test_a_bound_is_named_with_the_value_beyond_it():
    with pytest.raises(ValueError, match="^n must be at least 2, got 1$"):
        arguments.integer(1, "n", minimum=2)
    with pytest.raises(ValueError, match=r"^beta must be in \[0, 1\), got 1$"):
        arguments.fraction(1, "beta")
    with pytest.raises(ValueError, match="^lr must be positive, got 0$"):
        arguments.positive(0, "lr")


def test_a_ragged_list_is_refused():
    with pytest.raises(ValueError, match="inhomogeneous"):
        arguments.floats([[1.0, 2.0], [3.0]], "x")
