"""Learning to copy: free beside a shortcut from zero, and only for inputs that the last ReLU lets through."""

import numpy as np
import pytest

from dlnotes.experiments import identity_start
from dlnotes.experiments.identity_start import ARMS, Config, decayed, distance, learn, positive, stack

SMALL = Config(blocks=(1, 2), width=8, steps=20, seeds=(1, 2))


@pytest.fixture(scope="module")
def result():
    return identity_start.run(SMALL)


def test_a_zero_start_is_the_identity_on_inputs_that_are_not_negative(result):
    assert result["zero_steps_2"] == 0 and result["zero_first_2"] == 0


def test_a_zero_start_loses_the_negative_half_of_other_inputs(result):
    assert result["zero_signed"] == pytest.approx(np.sqrt(0.5), abs=0.03)


def test_twenty_steps_are_too_few_from_hes_weights(result):
    assert result["he_arrived_2"] == 0 and result["plain_arrived_2"] == 0
    assert result["he_steps_2"] == SMALL.steps + 1


def test_decay_leaves_a_wire_with_a_shortcut_and_nothing_without():
    rng = np.random.default_rng(0)
    assert decayed("he", SMALL, rng)[1] < 1e-6
    assert decayed("plain", SMALL, rng)[0] < 1e-6


def test_training_can_arrive():
    # The control: "never" is not the only answer of a net that does not start at the target.
    config = Config(blocks=(1,), width=8, steps=300)
    net = stack("small", 1, config, np.random.default_rng(0))
    net.layers[0].layers[0].body.params["2.weight"][...] *= 10
    steps, first, last = learn(net, config, np.random.default_rng(1))
    assert 0 < steps < 300 and last <= config.target < first


def test_the_distance_of_the_identity_is_zero_and_of_nothing_one():
    x = positive(5, SMALL, np.random.default_rng(0))
    net = stack("zero", 1, SMALL, np.random.default_rng(0))
    assert distance(net, x) == 0
    plain = stack("plain", 1, SMALL, np.random.default_rng(0))
    plain.layers[0].layers[0].params["2.weight"][...] = 0
    assert distance(plain, x) == 1


def test_every_arm_draws_the_same_weights_up_to_the_factor():
    nets = [stack(arm, 1, SMALL, np.random.default_rng(0)) for arm in ARMS]
    first = [next(iter(net.params.values())) for net in nets]
    assert all(np.array_equal(first[0], weight) for weight in first[1:])
