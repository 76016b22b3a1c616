"""psnr in decibels, by hand."""

import numpy as np
import pytest

from dlnotes.nn import psnr

ZERO = np.zeros((4, 4))


@pytest.mark.parametrize(("error", "decibels"), [(1.0, 0), (0.1, 20), (0.01, 40)])
def test_ten_times_less_error_is_twenty_decibels_more(error, decibels):
    assert psnr(ZERO + error, ZERO) == pytest.approx(decibels, abs=1e-12)


def test_an_error_of_the_peak_is_zero_decibels():
    assert psnr(ZERO + 255.0, ZERO, peak=255) == pytest.approx(0, abs=1e-12)


@pytest.mark.filterwarnings("error")
def test_equal_images_have_infinite_psnr_without_a_warning():
    assert psnr(ZERO, ZERO) == np.inf


def test_psnr_is_symmetric_and_a_python_float():
    a, b = np.random.default_rng(0).uniform(size=(2, 8, 8)).astype(np.float32)
    assert psnr(a, b) == psnr(b, a)
    assert type(psnr(a, b)) is float


def test_float32_images_are_compared_in_float64():
    a, b = np.random.default_rng(0).uniform(size=(2, 64, 64)).astype(np.float32)
    assert psnr(a, b) == psnr(a.astype(float), b.astype(float))


@pytest.mark.parametrize(
    ("image", "target", "peak", "error", "message"),
    [
        (ZERO, np.zeros((4, 1)), 1, ValueError, r"\(4, 4\), got \(4, 1\)"),
        (ZERO.astype(np.uint8), ZERO, 1, TypeError, "uint8"),
        (ZERO, ZERO.astype(int), 1, TypeError, "int64"),
        (ZERO * np.nan, ZERO, 1, ValueError, "nan"),
        (ZERO[:0], ZERO[:0], 1, ValueError, r"\(0, 4\)"),
        (ZERO, ZERO, 0, ValueError, "peak.*got 0"),
        (ZERO, ZERO, "1", TypeError, "peak.*got '1'"),
    ],
)
def test_bad_input_is_named(image, target, peak, error, message):
    with pytest.raises(error, match=message):
        psnr(image, target, peak)
