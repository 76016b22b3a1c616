"""Encodings: the formula, the order of the features, and the kernel they stand for."""

import math

import numpy as np
import pytest

from dlnotes.nn import fourier_features, positional_encoding

X = np.random.default_rng(0).uniform(-1, 1, (5, 2))
B = np.random.default_rng(1).normal(size=(3, 2))


def test_positional_encoding_is_the_formula_coordinate_by_coordinate():
    angles = [[2**j * math.pi * v for v in x for j in range(3)] for x in X.tolist()]
    expected = [[wave(angle) for angle in row for wave in (math.sin, math.cos)] for row in angles]
    np.testing.assert_allclose(positional_encoding(X, bands=3), expected, atol=1e-14)


def test_fourier_features_are_cosines_then_sines():
    angles = 2 * math.pi * X @ B.T
    np.testing.assert_allclose(fourier_features(X, B)[:, :3], np.cos(angles), atol=1e-14)
    np.testing.assert_allclose(fourier_features(X, B)[:, 3:], np.sin(angles), atol=1e-14)


def test_a_vector_is_n_examples_of_one_coordinate():
    x = X[:, 0]
    np.testing.assert_array_equal(positional_encoding(x, 4), positional_encoding(x[:, None], 4))
    np.testing.assert_array_equal(fourier_features(x, B[:, :1]), fourier_features(x[:, None], B[:, :1]))
    assert positional_encoding(x, 4).shape == (5, 8)


def test_inner_products_depend_on_the_difference_only():
    for encode in (lambda x: positional_encoding(x, 3), lambda x: fourier_features(x, B)):
        shifted = encode(X + 0.37)
        np.testing.assert_allclose(shifted @ shifted.T, encode(X) @ encode(X).T, atol=1e-12)


def test_one_octave_is_a_fourier_feature_of_half_a_period():
    p, f = positional_encoding(X[:, 0], 1), fourier_features(X[:, 0], np.array([[0.5]]))
    np.testing.assert_allclose(p[:, ::-1], f, atol=1e-15)


def test_float32_stays_float32_even_under_float64_frequencies():
    x = X.astype(np.float32)
    assert positional_encoding(x, 6).dtype == fourier_features(x, B).dtype == np.float32


BOTH = [lambda x: positional_encoding(x, 3), lambda x: fourier_features(x, B)]


@pytest.mark.parametrize("encode", BOTH)
@pytest.mark.parametrize(
    ("x", "error", "message"),
    [
        (np.ones((2, 2), int), TypeError, "int64"),
        (np.full((2, 2), np.nan), ValueError, "nan"),
        (np.ones((2, 2, 2)), ValueError, r"\(2, 2, 2\)"),
        (0.5, ValueError, r"\(\)"),
        (np.ones((0, 2)), ValueError, r"\(0, 2\)"),
    ],
)
def test_bad_coordinates_are_named(encode, x, error, message):
    with pytest.raises(error, match=message):
        encode(x)


@pytest.mark.parametrize(
    ("bands", "error"), [(0, ValueError), (-1, ValueError), (2.0, TypeError), (True, TypeError)]
)
def test_bands_must_be_a_positive_integer(bands, error):
    with pytest.raises(error, match=f"bands.*{bands}"):
        positional_encoding(X, bands)


@pytest.mark.parametrize(
    ("frequencies", "error", "message"),
    [
        (np.ones((3, 1)), ValueError, r"\(M, 2\), got \(3, 1\)"),
        (np.ones(2), ValueError, r"got \(2,\)"),
        (np.ones((3, 2), int), TypeError, "int64"),
        (np.full((3, 2), np.inf), ValueError, "inf"),
    ],
)
def test_bad_frequencies_are_named(frequencies, error, message):
    with pytest.raises(error, match=message):
        fourier_features(X, frequencies)


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
def test_an_angle_that_overflows_is_refused_not_nan():
    with pytest.raises(ValueError, match="the angle must be finite"):
        positional_encoding(np.array([0.0, 0.5], np.float32), 200)
    with pytest.raises(ValueError, match="the angle must be finite"):
        fourier_features(np.array([1e300]), np.array([[1e300]]))
