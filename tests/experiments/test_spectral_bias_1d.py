"""Low frequencies first: the order in which a network learns a sum of sines."""

import numpy as np
import pytest

from dlnotes.experiments._coordinate_net import inputs
from dlnotes.experiments._waves import shares, waves
from dlnotes.experiments.spectral_bias_1d import RECIPES, Config, choose_rate, learn, looked_at

TINY = Config(seeds=(0, 1), steps=5, looks=3, width=8)
SHORT = Config(frequencies=(2, 24), steps=250, looks=40)


def test_the_share_of_each_wave_in_their_sum_is_one():
    sines = waves(Config().frequencies, 256, np.random.default_rng(3))
    np.testing.assert_allclose(shares(sines.sum(axis=0), sines), np.ones(5), atol=1e-5)


def test_the_share_is_linear_and_blind_to_other_frequencies():
    sines = waves(Config().frequencies, 256, np.random.default_rng(3))
    np.testing.assert_allclose(shares(0.25 * sines[2], sines), [0, 0, 0.25, 0, 0], atol=1e-6)


def test_the_looks_end_with_the_last_step():
    steps = looked_at(Config())
    assert steps[0] == 1 and steps[-1] == 1000 and (np.diff(steps) > 0).all()


@pytest.mark.parametrize("seed", [0, 1])
def test_bare_relu_learns_the_slow_wave_and_not_the_fast_one(seed):
    slow, fast = learn(RECIPES["relu"], seed, SHORT)[0][-1]
    assert slow > 0.9 and fast < 0.6


def test_an_encoding_or_a_gaussian_learns_both():
    for name in ("encoding", "gaussian"):
        assert (learn(RECIPES[name], 0, SHORT)[0][-1] > 0.9).all(), name


def test_the_repeated_coordinate_has_as_many_inputs_as_the_encoding():
    place = np.array([[-1.0], [0.5]])
    repeated, encoded = (inputs(RECIPES[name], place) for name in ("repeated", "encoding"))
    assert repeated.shape == encoded.shape and (repeated == place).all()


def test_the_slow_wave_comes_first_even_for_a_gaussian():
    history = learn(RECIPES["gaussian"], 0, SHORT)[0]
    slow, fast = (np.argmax(history[:, k] > 0.8) for k in (0, 1))
    assert 0 < slow < fast


def test_the_error_is_what_the_shares_leave_over():
    history, error = learn(RECIPES["gaussian"], 0, Config(steps=400))
    assert error < 0.01 and abs(history[-1] - 1).max() < 0.1
    history, error = learn(RECIPES["relu"], 0, Config(steps=100))
    # Sines are orthogonal, and the mean square of one is a half.
    left_over = np.sum((1 - history[-1]) ** 2) / 2
    assert error >= 0.99 * left_over > 0.3


def test_the_rate_that_is_chosen_is_the_one_that_fits():
    assert choose_rate(RECIPES["gaussian"], rates=(1e-7, 1e-2), seeds=(100,), config=TINY) == 1e-2
