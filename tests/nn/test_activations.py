"""Activations: values done by hand, limits, symmetries, and every derivative."""

import functools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlnotes import nn

PAIRS = {
    "relu": (nn.relu, nn.relu_grad),
    "sigmoid": (nn.sigmoid, nn.sigmoid_grad),
    "tanh": (nn.tanh, nn.tanh_grad),
    "silu": (nn.silu, nn.silu_grad),
    "gelu": (nn.gelu, nn.gelu_grad),
    "gelu_tanh": tuple(functools.partial(f, approximate="tanh") for f in (nn.gelu, nn.gelu_grad)),
    "gaussian": tuple(functools.partial(f, sigma=0.7) for f in (nn.gaussian, nn.gaussian_grad)),
    "sine": tuple(functools.partial(f, omega=3.0) for f in (nn.sine, nn.sine_grad)),
}
FUNCTIONS = [f for pair in PAIRS.values() for f in pair]
finite = st.floats(allow_nan=False, allow_infinity=False)
moderate = st.floats(-1e3, 1e3)


@pytest.mark.parametrize("name", PAIRS)
def test_grad_is_the_derivative(name):
    rng = np.random.default_rng(1)
    x = rng.uniform(-3, 3, (5, 4))
    assert nn.gradcheck(*PAIRS[name], x, rng) <= 1e-7


@pytest.mark.parametrize("name", PAIRS)
def test_grad_is_the_derivative_entry_by_entry(name):
    f, grad = PAIRS[name]
    x, h = np.array([-2.3, -0.4, 0.1, 1.7]), 1e-5
    np.testing.assert_allclose(grad(x), (f(x + h) - f(x - h)) / (2 * h), rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("f", FUNCTIONS)
def test_shape_and_dtype_are_kept(f, dtype):
    x = np.linspace(-1, 1, 6, dtype=dtype).reshape(2, 3)
    assert (f(x).shape, f(x).dtype) == (x.shape, dtype)
    assert isinstance(f(dtype(0.5)), dtype)
    assert isinstance(f(0.5), np.float64)


@pytest.mark.parametrize("f", FUNCTIONS)
def test_the_input_is_not_changed(f):
    x = np.linspace(-1, 1, 5)
    before = x.copy()
    f(x)
    np.testing.assert_array_equal(x, before)


@pytest.mark.parametrize("name", [name for name in PAIRS if name != "sine"])
@pytest.mark.filterwarnings("error")
@given(x=finite)
def test_no_finite_number_gives_nan_or_a_warning(name, x):
    for f in PAIRS[name]:
        assert np.isfinite(f(x))
        assert np.isfinite(f(np.float32(np.clip(x, -3e38, 3e38))))


@pytest.mark.parametrize("f", FUNCTIONS)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_not_finite_is_named(f, bad):
    with pytest.raises(ValueError, match=f"finite, got {bad} at index .1,."):
        f(np.array([0.0, bad]))


@pytest.mark.parametrize("f", FUNCTIONS)
@pytest.mark.parametrize("bad", [1, np.arange(3), [1, 2], True, 1j, np.array([None]), "x", None])
def test_anything_but_floats_is_refused(f, bad):
    with pytest.raises(TypeError, match=f"floats.*dtype {np.asarray(bad).dtype}"):
        f(bad)


@pytest.mark.parametrize("f", FUNCTIONS)
def test_an_empty_array_is_refused(f):
    with pytest.raises(ValueError, match=r"empty, got shape \(0, 3\)"):
        f(np.empty((0, 3)))


def test_relu_passes_positive_numbers_only():
    np.testing.assert_array_equal(nn.relu(np.array([-1.0, -0.0, 0.0, 2.0])), [0, 0, 0, 2])


def test_relu_grad_looks_at_the_value_before_the_relu():
    np.testing.assert_array_equal(nn.relu_grad(np.array([-1.0, 0.0, 2.0])), [0, 0, 1])


def test_sigmoid_has_its_hand_values_and_limits():
    assert nn.sigmoid(0.0) == 0.5
    assert nn.sigmoid(math.log(3)) == pytest.approx(0.75, rel=1e-15)
    assert (nn.sigmoid(-1000.0), nn.sigmoid(1000.0)) == (0, 1)


def test_sigmoid_keeps_its_digits_in_the_left_tail():
    assert nn.sigmoid(-40.0) == pytest.approx(math.exp(-40), rel=1e-15)


def test_sigmoid_rounds_to_one_at_24_and_53_log_2():
    assert nn.sigmoid(np.float32(17)) == 1 > nn.sigmoid(np.float32(16.5))
    assert nn.sigmoid(37.0) == 1 > nn.sigmoid(36.5)


@given(moderate)
def test_sigmoid_of_minus_x_is_one_minus_sigmoid(x):
    assert nn.sigmoid(x) + nn.sigmoid(-x) == pytest.approx(1, abs=1e-15)


@given(st.floats(-700, 700))
def test_sigmoid_grad_does_not_round_to_zero(x):
    assert nn.sigmoid_grad(x) == pytest.approx(math.exp(-abs(x)) / (1 + math.exp(-abs(x))) ** 2, rel=1e-14)
    assert 0 < nn.sigmoid_grad(x) <= 0.25


@given(moderate)
def test_tanh_is_a_stretched_sigmoid(x):
    assert nn.tanh(x) == pytest.approx(2 * nn.sigmoid(2 * x) - 1, abs=1e-15)
    assert nn.tanh_grad(x) == pytest.approx(4 * nn.sigmoid_grad(2 * x), rel=1e-12, abs=1e-290)


def test_silu_is_x_times_sigmoid():
    assert nn.silu(2.0) == pytest.approx(2 / (1 + math.exp(-2)), rel=1e-15)


@given(moderate)
def test_gelu_is_x_times_the_normal_distribution_function(x):
    assert nn.gelu(x) == pytest.approx(x * 0.5 * (1 + math.erf(x / math.sqrt(2))), abs=1e-15 * max(1, abs(x)))


@given(moderate)
def test_gelu_minus_its_mirror_is_x(x):
    assert nn.gelu(x) - nn.gelu(-x) == pytest.approx(x, rel=1e-14, abs=1e-14)


def test_gelu_is_the_mean_of_a_random_gate():
    draws = np.random.default_rng(0).normal(size=1_000_000)
    for x in (-1.0, 0.5, 2.0):
        assert nn.gelu(x) == pytest.approx(np.mean(x * (draws < x)), abs=2e-3)


def test_tanh_form_of_gelu_is_within_5e_4():
    x = np.linspace(-10, 10, 4001)
    difference = np.abs(nn.gelu(x) - nn.gelu(x, approximate="tanh")).max()
    assert 4e-4 < difference < 5e-4


@given(st.floats(-9, 9))
def test_tanh_form_of_gelu_is_the_formula_of_its_paper(x):
    paper = 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    assert nn.gelu(x, approximate="tanh") == pytest.approx(paper, rel=1e-13, abs=1e-15)


def test_gelu_has_no_third_form():
    for f in (nn.gelu, nn.gelu_grad):
        with pytest.raises(ValueError, match="approximate.*'exact'"):
            f(0.5, approximate="exact")


def test_gaussian_is_one_at_zero_and_falls_to_exp_minus_half_at_sigma():
    assert nn.gaussian(0.0, 0.1) == 1
    assert nn.gaussian(-0.1, 0.1) == pytest.approx(math.exp(-0.5), rel=1e-15)
    assert nn.gaussian(1e9, 0.1) == 0


def test_gaussian_returns_no_subnormal_numbers():
    x = np.linspace(0, 2, 10_000, dtype=np.float32)
    for out in (nn.gaussian(x, 0.1), np.abs(nn.gaussian_grad(x, 0.1))):
        assert out[out > 0].min() > 9e-32
        assert (out[-1000:] == 0).all()


def test_gaussian_keeps_its_digits_before_it_is_cut():
    x = np.linspace(0, 36, 1000)
    np.testing.assert_allclose(nn.gaussian(x, 1.0), [math.exp(-(v**2) / 2) for v in x], rtol=1e-12)


@given(st.floats(-1e3, 1e3), st.floats(0.01, 100))
def test_sine_is_sin_omega_x(x, omega):
    assert nn.sine(x, omega) == pytest.approx(math.sin(omega * x), abs=1e-15)
    assert nn.sine_grad(x, omega) == pytest.approx(omega * math.cos(omega * x), abs=1e-13)


@pytest.mark.filterwarnings("ignore:overflow")
def test_a_phase_that_overflows_is_refused_not_nan():
    with pytest.raises(ValueError, match="omega . x must be finite, got inf"):
        nn.sine(1e308, 30.0)


@pytest.mark.parametrize("f", [nn.gaussian, nn.gaussian_grad, nn.sine, nn.sine_grad])
@pytest.mark.parametrize("bad", [0, -0.5, np.nan, np.inf, "1", True, 1j, None])
def test_a_width_or_frequency_must_be_a_positive_number(f, bad):
    error = ValueError if type(bad) in (int, float) else TypeError
    with pytest.raises(error, match=str(bad).strip("()")):
        f(0.5, bad)


def test_a_float64_parameter_does_not_widen_float32():
    x = np.ones(3, np.float32)
    for f in (nn.gaussian, nn.gaussian_grad, nn.sine, nn.sine_grad):
        assert f(x, np.float64(0.5)).dtype == np.float32
