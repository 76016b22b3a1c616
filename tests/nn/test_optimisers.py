"""SGD and Adam: steps done by hand, the textbook recurrence, and in-place semantics."""

import numpy as np
import pytest

from dlnotes.nn import SGD, Activation, Adam, Linear, Sequential, l2, l2_grad, tanh, tanh_grad


def both(params, **kwargs):
    return SGD(params, lr=0.1, **kwargs), Adam(params, lr=0.1)


def test_sgd_walks_against_the_gradient():
    params = {"w": np.array([1.0, 2.0])}
    SGD(params, lr=0.5).step({"w": np.array([1.0, -2.0])})
    np.testing.assert_array_equal(params["w"], [0.5, 3])


def test_momentum_sums_to_lr_over_one_minus_momentum():
    params = {"w": np.zeros(1)}
    sgd = SGD(params, lr=0.1, momentum=0.5)
    moves = []
    for _ in range(60):
        before = params["w"].copy()
        sgd.step({"w": np.ones(1)})
        moves.append((before - params["w"])[0])
    np.testing.assert_allclose(moves[:3], [0.1, 0.15, 0.175], rtol=1e-14)
    assert moves[-1] == pytest.approx(0.2, rel=1e-12)


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e6])
def test_the_first_step_of_adam_has_length_lr(size):
    params = {"w": np.zeros(2)}
    Adam(params, lr=0.1).step({"w": np.array([size, -size])})
    np.testing.assert_allclose(params["w"], [-0.1, 0.1], rtol=1e-4)


def test_adam_is_the_recurrence_of_its_paper():
    draw = np.random.default_rng(0)
    theta, m, v = draw.normal(size=(3, 2)), 0, 0
    params, (b1, b2), lr, eps = {"w": theta.copy()}, (0.8, 0.95), 0.05, 1e-3
    adam = Adam(params, lr, (b1, b2), eps)
    for t in range(1, 30):
        g = draw.normal(size=(3, 2))
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
        theta = theta - lr * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + eps)
        adam.step({"w": g})
        np.testing.assert_allclose(params["w"], theta, rtol=1e-12)


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_a_zero_gradient_moves_nothing(kind):
    params = {"w": np.ones(2)}
    kind(params, lr=0.1).step({"w": np.zeros(2)})
    np.testing.assert_array_equal(params["w"], 1)


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_parameters_move_in_place_and_gradients_do_not_change(kind):
    w, g = np.ones(2, np.float32), np.ones(2, np.float32)
    kind({"w": w}, lr=0.1).step({"w": g})
    assert w.dtype == np.float32
    np.testing.assert_allclose(w, 0.9, rtol=1e-6)
    np.testing.assert_array_equal(g, 1)


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_a_replaced_parameter_is_the_one_that_moves(kind):
    params = {"w": np.zeros(2)}
    optimiser = kind(params, lr=0.1)
    optimiser.step({"w": np.ones(2)})
    old, new = params["w"], np.full(2, 5.0)
    frozen = old.copy()
    params["w"] = new
    optimiser.step({"w": np.ones(2)})
    np.testing.assert_array_equal(old, frozen)
    np.testing.assert_allclose(new, 4.9, rtol=1e-8)


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_a_replacement_in_a_layer_of_a_sequential_moves_too(kind):
    net = Sequential(Linear(1, 1, rng=np.random.default_rng(0), dtype=np.float64))
    optimiser = kind(net.params, lr=0.1)
    net.params["0.weight"] = new = np.array([[3.0]])
    net.forward(np.ones((1, 1)))
    net.backward(np.ones((1, 1)))
    optimiser.step(net.grads)
    assert net.layers[0].params["weight"] is new
    assert new[0, 0] == pytest.approx(2.9)


@pytest.mark.parametrize(("kind", "lr"), [(SGD, 0.3), (Adam, 0.02)])
def test_a_small_net_learns_the_sine(kind, lr):
    rng = np.random.default_rng(0)
    net = Sequential(Linear(1, 16, rng=rng), Activation(tanh, tanh_grad), Linear(16, 1, rng=rng))
    optimiser = kind(net.params, lr)
    x = np.linspace(-2, 2, 64, dtype=np.float32)[:, None]
    d = np.sin(x)
    costs = []
    for _ in range(400):
        y = net.forward(x)
        costs.append(l2(y, d))
        net.backward(l2_grad(y, d))
        optimiser.step(net.grads)
    assert costs[-1] < 0.02 * costs[0]


def test_the_learning_rate_may_follow_a_schedule():
    params = {"w": np.zeros(1)}
    sgd = SGD(params, lr=1.0)
    for lr in (1.0, 0.5):
        sgd.lr = lr
        sgd.step({"w": np.ones(1)})
    assert params["w"] == -1.5
    with pytest.raises(ValueError, match="lr.*got -1"):
        sgd.lr = -1


GOOD = np.ones(2)


@pytest.mark.parametrize("kind", [SGD, Adam])
@pytest.mark.parametrize(
    ("grads", "error", "message"),
    [
        ({}, ValueError, r"\['a', 'b'\], got \[\]"),
        ({"a": GOOD}, ValueError, r"got \['a'\]"),
        ({"a": GOOD, "b": GOOD, "c": GOOD}, ValueError, "'c'"),
        ({"a": GOOD, "b": np.ones(3)}, ValueError, r"grads\['b'\] must have shape \(2,\), got \(3,\)"),
        ({"a": GOOD, "b": np.array([1, np.nan])}, ValueError, r"grads\['b'\] must be finite, got nan"),
        ({"a": GOOD, "b": np.ones(2, int)}, TypeError, "int64"),
    ],
)
def test_bad_gradients_are_named_and_nothing_moves(kind, grads, error, message):
    params = {"a": np.zeros(2), "b": np.zeros(2)}
    optimiser = kind(params, lr=0.1)
    with pytest.raises(error, match=message):
        optimiser.step(grads)
    np.testing.assert_array_equal([params["a"], params["b"]], 0)
    optimiser.step({"a": GOOD, "b": GOOD})
    np.testing.assert_allclose([params["a"], params["b"]], -0.1, rtol=1e-6)


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_a_step_before_the_first_backward_is_refused(kind):
    net = Sequential(Linear(1, 1, rng=np.random.default_rng(0)))
    with pytest.raises(ValueError, match=r"0.weight.*got \[\]"):
        kind(net.params, lr=0.1).step(net.grads)


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_a_replacement_of_another_shape_is_refused(kind):
    params = {"w": np.zeros(2)}
    optimiser = kind(params, lr=0.1)
    params["w"] = np.zeros(3)
    with pytest.raises(ValueError, match=r"w must have shape \(2,\), got \(3,\)"):
        optimiser.step({"w": np.ones(3)})


@pytest.mark.parametrize("kind", [SGD, Adam])
@pytest.mark.parametrize(
    ("params", "lr", "error", "message"),
    [
        ({"w": GOOD}, 0, ValueError, "lr.*got 0"),
        ({"w": GOOD}, -0.1, ValueError, "lr.*got -0.1"),
        ({"w": GOOD}, np.nan, ValueError, "lr.*got nan"),
        ({"w": GOOD}, "1", TypeError, "lr.*got '1'"),
        ({"w": GOOD}, True, TypeError, "lr.*got True"),
        ({"w": [1.0]}, 0.1, TypeError, "got list"),
        ({"w": np.ones(2, int)}, 0.1, TypeError, "int64"),
        ({"w": np.array([np.inf])}, 0.1, ValueError, "inf"),
        ([GOOD], 0.1, TypeError, "got list"),
        ({}, 0.1, ValueError, "got 0 names"),
    ],
)
def test_bad_parameters_and_rates_are_named(kind, params, lr, error, message):
    with pytest.raises(error, match=message):
        kind(params, lr)


@pytest.mark.parametrize(
    ("momentum", "error"), [(-0.1, ValueError), (1, ValueError), (2.5, ValueError), ("0", TypeError)]
)
def test_momentum_is_in_zero_one(momentum, error):
    with pytest.raises(error, match=f"momentum.*got '?{momentum}"):
        SGD({"w": np.ones(1)}, 0.1, momentum)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"betas": (1.0, 0.9)}, ValueError, r"betas\[0\].*got 1.0"),
        ({"betas": (0.9, -0.5)}, ValueError, r"betas\[1\].*got -0.5"),
        ({"betas": (0.9,)}, ValueError, "got 1"),
        ({"betas": (0.9, None)}, TypeError, r"betas\[1\].*got None"),
        ({"eps": 0}, ValueError, "eps.*got 0"),
    ],
)
def test_the_constants_of_adam_are_checked(change, error, message):
    with pytest.raises(error, match=message):
        Adam({"w": np.ones(1)}, 0.1, **change)


@pytest.mark.parametrize("kind", [SGD, Adam])
def test_scalar_parameters_move(kind):
    params = {"sigma": np.array(1.0)}
    kind(params, lr=0.1).step({"sigma": np.array(1.0)})
    assert params["sigma"] == pytest.approx(0.9)
