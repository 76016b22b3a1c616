"""The fast training step against the three lines that the lessons show."""

import numpy as np
import pytest

from dlnotes.experiments import _training
from dlnotes.experiments._coordinate_net import Recipe, network
from dlnotes.nn import Adam

UNITS = {
    "relu": _training.relu,
    "gelu": _training.gelu,
    "tanh": _training.tanh,
    "gaussian": _training.gaussian(0.3),
}
SIZES = (1, 5, _training.ROWS, 2 * _training.ROWS + 7)


def case(unit, rows, dtype, seed=0):
    """Two equal nets, whose last layer is not zero, and a batch."""
    rng = np.random.default_rng(seed)
    x, target = rng.uniform(-1, 1, (rows, 2)), rng.uniform(size=(rows, 1))
    nets = [network(Recipe(unit, sigma=0.3), np.random.default_rng(seed), width=16) for _ in range(2)]
    last = rng.normal(size=(1, 16))
    for net in nets:
        net.params["6.weight"] = last
        for name in net.params:
            net.params[name] = net.params[name].astype(dtype)
    return *nets, x.astype(dtype), target.astype(dtype)


def train_both(unit, rows, dtype, steps):
    """The parameters after some steps, of three lines and of the fast form."""
    plain, fast, x, target = case(unit, rows, dtype)
    optimiser = Adam(plain.params, lr=1e-3)
    training = _training.Training(fast, UNITS[unit], x, target, 1e-3)
    for number in range(steps):
        optimiser.lr = rate = 1e-3 / (1 + number)
        _training.step(plain, optimiser, x, target)
        training.step(rate)
    return plain.params, fast.params


@pytest.mark.parametrize("rows", SIZES)
@pytest.mark.parametrize("unit", UNITS)
def test_both_forms_agree_in_float64(unit, rows):
    plain, fast = train_both(unit, rows, np.float64, steps=5)
    for name in plain:
        # Adam divides a gradient by its own size, so the last digits of a small one are seen here.
        np.testing.assert_allclose(fast[name], plain[name], rtol=0, atol=1e-8, err_msg=name)


@pytest.mark.parametrize("unit", UNITS)
def test_one_step_agrees_in_float32(unit):
    plain, fast = train_both(unit, SIZES[-1], np.float32, steps=1)
    for name in plain:
        assert fast[name].dtype == np.float32
        difference = np.abs(fast[name] - plain[name])
        assert np.mean(difference < 1e-6) > 0.99 and difference.max() < 2e-3, name


@pytest.mark.parametrize("unit", UNITS)
def test_the_gradient_is_that_of_backward(unit):
    plain, fast, x, target = case(unit, SIZES[-1], np.float32)
    plain.backward(2 * (plain.forward(x) - target) / len(x))
    training = _training.Training(fast, UNITS[unit], x, target, 1e-3)
    training.step(1e-3)
    for grad, (name, wanted) in zip(training._grads, plain.grads.items(), strict=True):
        np.testing.assert_allclose(grad, wanted, rtol=0, atol=2e-5 * np.abs(wanted).max(), err_msg=name)


def test_what_a_public_call_returned_stays():
    _, net, x, target = case("gelu", 100, np.float32)
    training = _training.Training(net, _training.gelu, x, target, 1e-2)
    answer = net.forward(x)
    kept = answer.copy()
    training.step(1e-2)
    np.testing.assert_array_equal(answer, kept)
    assert not np.array_equal(net.forward(x), kept), "the net answers with its new parameters"


def test_a_gradient_that_is_not_finite_is_refused():
    _, net, x, target = case("relu", 100, np.float32)
    before = {name: value.copy() for name, value in net.params.items()}
    target[3] = np.nan
    with pytest.raises(ValueError, match="must be finite, got nan"):
        _training.Training(net, _training.relu, x, target, 1e-2).step(1e-2)
    for name, value in before.items():
        np.testing.assert_array_equal(net.params[name], value)
