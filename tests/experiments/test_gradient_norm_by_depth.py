"""Gradient norms by depth: theory where there is one, orderings where there is none."""

import numpy as np
import pytest

from dlnotes.experiments import gradient_norm_by_depth
from dlnotes.experiments._gradient_ratio import HE, RELU, measure, stack
from dlnotes.experiments.gradient_norm_by_depth import NETS, Config

BARE = dict(skip=True, gain=HE, g=RELU)
SMALL = Config(depths=(2, 40), width=32, batch=32, seeds=(0, 1, 2, 3, 4))


@pytest.fixture(scope="module")
def result():
    return gradient_norm_by_depth.run(SMALL)


def test_a_branch_that_starts_at_zero_passes_the_positive_half_of_the_gradient():
    # Half of a standard normal input is negative; the first ReLU after the sum stops it, and
    # all later ones are open.
    ratios = [measure(BARE | {"last": 0.0}, 40, 32, 32, seed) for seed in range(5)]
    assert np.median(ratios) == pytest.approx(np.sqrt(0.5), abs=0.03)


def test_the_open_residual_stack_grows_by_the_root_of_three_per_block():
    # E|v(I + J)|² = (1 + 2·½·2)|v|² = 3|v|². The mean over draws, so many seeds; the log's
    # spread at 5 blocks is small.
    ratios = [measure(BARE | {"after": False}, 10, 128, 32, seed) for seed in range(10)]
    assert np.median(ratios) == pytest.approx(3 ** (5 / 2), rel=0.1)


def test_plain_relu_at_xavier_loses_the_root_of_two_per_layer(result):
    # The same weights as He's, each divided by √2.
    assert result["plain_xavier_40"] / result["plain_he_40"] == pytest.approx(2 ** (-40 / 2), rel=1e-6)


def test_the_notes_block_explodes_at_he_and_normalisation_tames_it(result):
    assert result["note_he_40"] > 100 * result["plain_he_40"]
    assert result["note_he_40"] > 20 * result["norm_40"]


def test_normalisation_alone_explodes_too(result):
    assert result["plain_norm_40"] > 20 * result["norm_40"]


def test_a_sigmoid_after_the_sum_vanishes_and_without_it_nothing_does(result):
    assert result["plain_sigmoid_40"] < 1e-9 * result["note_sigmoid_40"]
    assert result["note_sigmoid_40"] < 1e-9
    assert 0.9 < result["open_sigmoid_40"] < 2


def test_the_ratio_sees_a_vanishing_that_is_put_in_by_hand():
    net, dout = stack(BARE | {"last": 0.0}, 4, 8, np.random.default_rng(0)), np.ones((4, 8))
    x = np.abs(np.random.default_rng(1).normal(size=(4, 8)))
    net.forward(x)
    np.testing.assert_array_equal(net.backward(dout), dout)  # the identity, as it should be
    body = net.layers[0].layers[0].body
    body.layers[2].params["weight"][...] = -100.0 * np.eye(8)
    body.layers[0].params["weight"][...] = np.eye(8)
    net.forward(x)
    assert np.linalg.norm(net.backward(dout)) == 0  # a branch that closes every ReLU leaves nothing


def test_every_net_of_the_table_is_measured(result):
    assert all(f"{net}_40" in result for net in NETS)
