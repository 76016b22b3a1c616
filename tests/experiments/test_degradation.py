"""Degradation, with a small configuration: deep plain nets fit worse, with skip connections not."""

import numpy as np
import pytest

from dlnotes.experiments import degradation
from dlnotes.experiments._blocks import network
from dlnotes.experiments._spiral import rates, spiral
from dlnotes.experiments.degradation import Config
from dlnotes.nn import Linear, Residual, Sequential

SMALL = Config(depths=(4, 40), seeds=(1,), steps=150, examples=400, other_rates=(0.01,))


def layers_of(net):
    for layer in net.children:
        yield layer
        yield from layers_of(layer)


@pytest.fixture(scope="module")
def result():
    return degradation.run(SMALL)


def test_the_deep_plain_net_fits_worse_than_the_shallow_one_and_skip_connections_mend_it(result):
    assert result["plain_loss_40"] > 3 * result["plain_loss_4"]
    assert result["plain_loss_40"] > 3 * result["residual_loss_40"]


@pytest.mark.parametrize("skip", [False, True])
def test_depth_counts_layers_of_weights(skip):
    net = network(2, 8, 2, 10, np.random.default_rng(0), skip)
    assert sum(isinstance(layer, Linear) for layer in layers_of(net)) == 10


def test_both_kinds_start_from_the_same_weights_and_differ_in_the_skip_connection_alone():
    plain, residual = (network(2, 8, 2, 10, np.random.default_rng(0), skip) for skip in (False, True))
    for ours, theirs in zip(plain.params.values(), residual.params.values(), strict=True):
        np.testing.assert_array_equal(ours, theirs)

    def kinds(net):
        return [type(layer) for layer in layers_of(net) if not isinstance(layer, (Sequential, Residual))]

    assert kinds(plain) == kinds(residual)


def test_odd_depths_are_refused():
    with pytest.raises(ValueError, match="even"):
        network(2, 8, 2, 5, np.random.default_rng(0), True)


def test_the_spirals_arms_are_half_a_turn_apart():
    points, labels = spiral(1000, 1.0, 0.0, np.random.default_rng(0))
    radius, angle = np.linalg.norm(points, axis=1), np.arctan2(points[:, 1], points[:, 0])
    unwound = (angle - 2 * np.pi * radius) / np.pi - labels
    np.testing.assert_allclose(unwound - 2 * np.round(unwound / 2), 0, atol=1e-4)


def test_the_rate_warms_up_and_cools_down():
    found = rates(steps=400, warm_up=50, lr=0.03)
    assert len(found) == 400 and max(found) == found[50] == pytest.approx(0.03)
    assert found[0] == pytest.approx(0.03 / 50)
    assert 0 < found[-1] < 0.001 * 0.03
