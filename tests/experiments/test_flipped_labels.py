"""Flipped labels, with a small configuration: what is fitted, new data, and skip connections one way."""

import numpy as np
import pytest

from dlnotes.experiments import flipped_labels
from dlnotes.experiments._blocks import OneWay, block, in_one_array, network
from dlnotes.experiments.flipped_labels import Config, bend, draw_task, run_case
from dlnotes.nn import Adam, Linear, Residual

RATES = (("plain", 0.003), ("residual", 0.003))
SMALL = Config(
    settings=(("hyperplane", 4, (1, 2), RATES), ("hyperplane", 20, (1, 2), (*RATES, ("again", 0.003)))),
    examples=100,
    tests=500,
)


@pytest.fixture(scope="module")
def result():
    return flipped_labels.run(SMALL)


def test_training_ends_where_the_labels_are_fitted(result):
    for arm in ("plain", "residual"):
        assert (result[f"hyperplane_20_{arm}_train"] >= 98).all()
        assert (result[f"hyperplane_20_{arm}_steps"] % SMALL.every == 0).all()


def test_the_shallow_net_does_better_on_new_data_than_either_deep_one(result):
    shallow = result["hyperplane_4_residual_new"].mean()
    assert all(shallow > result[f"hyperplane_20_{arm}_new"].mean() for arm in ("plain", "residual"))


def test_the_second_plain_net_differs_in_its_weights(result):
    assert (result["hyperplane_20_again_new"] != result["hyperplane_20_plain_new"]).any()


def test_without_flipped_labels_the_hyperplane_is_learnt():
    # The control: the low accuracy on new data comes from the labels and the depth, not from a task that is
    # too hard.
    clean = Config(examples=2000, steps=60, fitted=2.0, tests=1000)
    assert run_case(clean, ("right", 4, "residual", 0.003, 1))[1] > 85


def test_right_labels_are_the_teachers():
    rng, teacher = np.random.default_rng(0), np.zeros(20, np.float32)
    teacher[0] = 1
    points, labels = draw_task("hyperplane", 200, rng, teacher)
    np.testing.assert_array_equal(labels, points[:, 0] > 0)


def test_a_linear_net_does_not_bend_and_a_square_does_nothing_else():
    rng = np.random.default_rng(0)
    points = rng.normal(size=(100_000, 3))
    assert bend(Linear(3, 2, rng=rng), points) < 1e-10

    class Square:
        def forward(self, x):
            return np.column_stack([0 * x[:, 0], x[:, 0] ** 2])

    assert bend(Square(), points) > 99.9


@pytest.mark.parametrize("carries", ["signal", "gradient"])
def test_one_way_is_the_residual_block_one_way_and_the_plain_one_the_other(carries):
    """Forward and backward of three blocks with equal weights: one half is the first's, one the second's."""
    rngs = [np.random.default_rng(0) for _ in range(3)]
    one, whole, plain = (block(8, rng, skip).layers[0] for rng, skip in zip(rngs, (carries, True, False)))
    assert isinstance(one, OneWay) and isinstance(whole, Residual)
    x, dout = np.random.default_rng(1).normal(size=(2, 5, 8))
    forward, backward = zip(
        *((net.forward(x), net.backward(dout)) for net in (one, whole, plain)), strict=True
    )
    np.testing.assert_array_equal(forward[0], forward[1 if carries == "signal" else 2])
    np.testing.assert_array_equal(backward[0], backward[1 if carries == "gradient" else 2])


def test_one_array_for_all_parameters_learns_the_same():
    x, dout = np.random.default_rng(1).normal(size=(5, 3)), np.random.default_rng(2).normal(size=(5, 2))
    nets = [network(3, 8, 2, 6, np.random.default_rng(0), True, dtype=np.float64) for _ in range(2)]
    params, grads = in_one_array(nets[0])
    optimisers = [(Adam(params, 0.01), grads), (Adam(nets[1].params, 0.01), lambda: nets[1].grads)]
    for net, (optimiser, found) in zip(nets, optimisers, strict=True):
        for _ in range(3):
            net.forward(x)
            net.backward(dout)
            optimiser.step(found())
    for name, value in nets[1].params.items():
        np.testing.assert_array_equal(nets[0].params[name], value)
