"""gradcheck accepts what is right and, above all, rejects what is wrong."""

import numpy as np
import pytest

from dlnotes.nn import gradcheck, l2, l2_grad, relu, relu_grad

X = np.random.default_rng(0).normal(size=(4, 3))


def rng():
    return np.random.default_rng(7)


def test_a_right_gradient_is_accepted():
    assert gradcheck(lambda x: np.sum(np.sin(x)), np.cos, X, rng()) < 1e-9


def test_an_array_valued_f_is_summed():
    assert gradcheck(np.sin, np.cos, X, rng()) < 1e-9
    assert gradcheck(lambda x: np.sum(np.sin(x)), np.cos, X, rng()) < 1e-9
    assert gradcheck(np.sin, lambda x: 1.01 * np.cos(x), X, rng()) > 0.009


def test_a_missing_one_over_n_is_rejected():
    d = np.zeros_like(X)
    assert gradcheck(lambda y: l2(y, d), lambda y: y - d, X, rng()) == pytest.approx(0.75, abs=1e-6)


def test_one_percent_too_much_is_rejected():
    error = gradcheck(lambda y: l2(y, 0 * y), lambda y: 1.01 * l2_grad(y, 0 * y), X, rng())
    assert error == pytest.approx(0.01 / 1.01, rel=1e-5)


@pytest.mark.parametrize("seed", range(20))
def test_errors_of_opposite_sign_do_not_hide_each_other(seed):
    wrong = np.array([0.1, -0.1])
    assert gradcheck(lambda x: x, lambda x: 1 + wrong, np.ones(2), np.random.default_rng(seed)) > 1e-6


@pytest.mark.parametrize("entry", list(np.ndindex(4, 3)))
def test_one_wrong_entry_is_rejected(entry):
    def wrong(x):
        out = 2 * x
        out[entry] += 0.05
        return out

    assert gradcheck(np.square, wrong, X, rng()) > 1e-4


def test_a_wrong_sign_has_error_two():
    assert gradcheck(np.square, lambda x: -2 * x, X, rng()) == pytest.approx(2, rel=1e-6)


def test_relu_gated_on_its_own_output_is_rejected():
    assert gradcheck(relu, relu_grad, X, rng()) < 1e-7
    assert gradcheck(relu, lambda x: (relu(x) >= 0).astype(float), X, rng()) > 0.1


def test_scalars_and_float32_are_used_in_float64():
    assert gradcheck(lambda x: x**3, lambda x: 3 * x**2, 1.5, rng()) < 1e-8
    assert gradcheck(np.square, lambda x: 2 * x, X.astype(np.float32), rng()) < 1e-8


def test_two_zero_derivatives_agree():
    error = gradcheck(lambda x: 3.0, np.zeros_like, X, rng())
    assert error == 0
    assert type(error) is float


def test_x_is_not_changed_even_by_functions_that_write_to_theirs():
    def careless(x):
        x *= 2
        return x

    before = X.copy()
    gradcheck(careless, lambda x: careless(x) * 0 + 2, X, rng())
    np.testing.assert_array_equal(X, before)


def test_the_direction_comes_from_the_generator():
    pair = [gradcheck(np.sin, lambda x: np.cos(x) + 0.1 * x, X, rng()) for _ in range(2)]
    assert pair[0] == pair[1]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((np.square, lambda x: 2 * x, np.arange(3), rng()), TypeError, "int64"),
        ((np.square, lambda x: 2 * x, X, 0), TypeError, "Generator, got 0"),
        ((np.square, lambda x: 2 * x, X, np.random.RandomState(0)), TypeError, "RandomState"),
        ((np.square, lambda x: np.sum(2 * x), X, rng()), ValueError, r"\(4, 3\), got \(\)"),
        ((np.square, lambda x: 2 * x, np.array([np.nan]), rng()), ValueError, "x must be finite, got nan"),
        ((np.square, lambda x: x * np.nan, X, rng()), ValueError, r"grad\(x\) must be finite, got nan"),
        ((lambda x: x * np.nan, lambda x: x, X, rng()), ValueError, r"f\(x\) must be finite, got nan"),
        ((lambda x: 1, lambda x: x, X, rng()), TypeError, r"f\(x\).*int64"),
    ],
)
def test_bad_input_is_named(arguments, error, message):
    with pytest.raises(error, match=message):
        gradcheck(*arguments)
