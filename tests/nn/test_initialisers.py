"""Initialisers: bounds, variances, and what the variances are for."""

import functools
import math

import numpy as np
import pytest

from dlnotes import nn

SHAPE = (300, 40, 5)  # fan_in 200, fan_out 1500
UNIFORM = {
    "kaiming_uniform": (nn.kaiming_uniform, math.sqrt(2 * 3 / 200)),
    "xavier_uniform": (nn.xavier_uniform, math.sqrt(6 / 1700)),
    "siren_uniform": (nn.siren_uniform, math.sqrt(6 / 200) / 30),
    "siren_uniform, first": (functools.partial(nn.siren_uniform, first=True), 1 / 200),
    "fan_in_uniform": (nn.fan_in_uniform, 1 / math.sqrt(200)),
}
NORMAL = {
    "kaiming_normal": (nn.kaiming_normal, math.sqrt(2 / 200)),
    "xavier_normal": (nn.xavier_normal, math.sqrt(2 / 1700)),
}
DRAWN = [f for f, _ in [*UNIFORM.values(), *NORMAL.values()]]


def rng():
    return np.random.default_rng(11)


@pytest.mark.parametrize("name", UNIFORM)
def test_uniform_fills_its_interval(name):
    initialise, bound = UNIFORM[name]
    w = initialise(SHAPE, rng(), dtype=np.float64)
    assert (w.shape, w.dtype) == (SHAPE, np.float64)
    assert 0.999 * bound < np.abs(w).max() <= bound
    assert w.mean() == pytest.approx(0, abs=0.01 * bound)
    assert w.std() == pytest.approx(bound / math.sqrt(3), rel=0.01)


@pytest.mark.parametrize("name", NORMAL)
def test_normal_has_its_deviation_and_its_tails(name):
    initialise, deviation = NORMAL[name]
    w = initialise(SHAPE, rng(), dtype=np.float64)
    assert w.std() == pytest.approx(deviation, rel=0.01)
    assert np.mean(np.abs(w) > 2 * deviation) == pytest.approx(0.0455, abs=0.003)


@pytest.mark.parametrize("f", [nn.kaiming_uniform, nn.kaiming_normal, nn.xavier_uniform, nn.xavier_normal])
def test_the_gain_scales(f):
    np.testing.assert_allclose(
        f((4, 3), rng(), gain=2.0, dtype=np.float64),
        2 * f((4, 3), rng(), gain=1.0, dtype=np.float64),
        rtol=1e-14,
    )


@pytest.mark.parametrize("f", DRAWN)
def test_float32_is_the_default_and_the_generator_decides(f):
    a, b = f((4, 3), rng()), f((4, 3), rng=rng())
    assert a.dtype == np.float32
    np.testing.assert_array_equal(a, b)
    generator = rng()
    assert (f((4, 3), generator) != f((4, 3), generator)).any()


def test_kaiming_keeps_the_second_moment_through_twenty_relu_layers():
    draw = rng()
    x = draw.normal(size=(256, 256))
    start = np.mean(x**2)
    for _ in range(20):
        x = nn.relu(x) @ nn.kaiming_normal((256, 256), draw, dtype=np.float64).T
    assert 0.3 < np.mean(x**2) / start < 3


def test_a_bias_takes_the_fan_in_of_its_weight():
    assert np.abs(nn.fan_in_uniform((1000,), rng(), fan_in=100)).max() <= 0.1


def test_zeros_are_zero_with_or_without_a_generator():
    for w in (nn.zeros((2, 3)), nn.zeros((2, 3), rng())):
        assert (w.shape, w.dtype) == ((2, 3), np.float32)
        assert not w.any()


@pytest.mark.parametrize("f", DRAWN)
@pytest.mark.parametrize(
    ("shape", "kwargs", "error", "message"),
    [
        ((3,), {}, ValueError, r"got \(3,\)"),
        ((3, 0), {}, ValueError, "got 0"),
        ((3, 2.0), {}, TypeError, "got 2.0"),
        (3, {}, TypeError, "int"),
        ((3, 2), {"rng": 0}, TypeError, "Generator, got 0"),
        ((3, 2), {"dtype": int}, TypeError, "int64"),
    ],
)
def test_bad_input_is_named(f, shape, kwargs, error, message):
    with pytest.raises(error, match=message):
        f(shape, **{"rng": rng(), **kwargs})


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: nn.kaiming_normal((2, 2), rng(), gain=0), ValueError, "gain.*got 0"),
        (lambda: nn.xavier_uniform((2, 2), rng(), gain="relu"), TypeError, "gain.*got 'relu'"),
        (lambda: nn.siren_uniform((2, 2), rng(), omega=-1), ValueError, "omega.*got -1"),
        (lambda: nn.siren_uniform((2, 2), rng(), first=1), TypeError, "first.*got 1"),
        (lambda: nn.fan_in_uniform((2,), rng(), fan_in=0), ValueError, "fan_in.*got 0"),
        (lambda: nn.zeros((-1,)), ValueError, "got -1"),
    ],
)
def test_bad_numbers_are_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
