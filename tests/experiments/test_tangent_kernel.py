"""What a network would learn first if its derivatives stayed as they are at the start."""

import numpy as np
import pytest

from dlnotes.experiments import spectral_bias_1d
from dlnotes.experiments._coordinate_net import Recipe
from dlnotes.experiments.tangent_kernel import (
    RECIPES,
    Config,
    features,
    halfway,
    kernel,
    rank_correlation,
    run_case,
    spectrum,
    started,
    table,
)
from dlnotes.nn import Linear, Sequential

TINY = Config(recipes=("relu", "tanh"), seeds=(0, 1), points=8, width=5, steps=2)


@pytest.mark.parametrize("name", ["gelu", "encoding", "gaussian"])
def test_the_kernel_is_the_product_of_all_gradients(name):
    recipe = RECIPES[name]
    x = features(recipe, 5)
    net = started(recipe, np.random.default_rng(0), x.shape[1], width=4)
    jacobian = []
    for param in net.params.values():
        for index in np.ndindex(param.shape):
            rise = []
            for step in (1e-6, -2e-6):
                param[index] += step
                rise.append(net.forward(x)[:, 0])
            param[index] += 1e-6
            jacobian.append((rise[0] - rise[1]) / 2e-6)
    product = np.array(jacobian).T @ np.array(jacobian)
    np.testing.assert_allclose(kernel(net, x), product, rtol=1e-5, atol=1e-6)


def test_a_linear_network_knows_three_patterns():
    layer = Linear(2, 1, rng=np.random.default_rng(0), dtype=np.float64)
    values = spectrum(Sequential(layer), features(Recipe(), 16))
    assert (values > 1e-9).sum() == 3, "a constant, a sine and a cosine: K = x·x' + 1"
    np.testing.assert_allclose(values[:3], [1, 0.5, 0.5])


def test_no_bias_of_the_first_layer_is_zero_so_that_kinks_lie_apart():
    net = started(RECIPES["relu"], np.random.default_rng(0), 2)
    assert (net.params["0.bias"] != 0).all() and net.params["0.bias"].dtype == np.float64


def test_the_circle_closes():
    x = features(RECIPES["encoding"], 64)
    assert x.shape == (64, 10)
    steps = np.linalg.norm(x - np.roll(x, 1, axis=0), axis=1)
    np.testing.assert_allclose(steps, steps[0])


def test_ranks_agree_disagree_and_share():
    assert rank_correlation([1, 2, 3], [10, 200, 3000]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert rank_correlation([1, 1, 2], [1, 2, 3]) == pytest.approx(np.sqrt(3) / 2)


def test_a_wave_is_half_drawn_at_a_step_or_after_the_last():
    np.testing.assert_array_equal(halfway(np.array([[0, 0], [0.6, 0], [0.9, 0.5]])), [1, 3])


def test_a_table_learns_all_waves_at_the_same_step():
    np.testing.assert_array_equal(table(0, Config()), [14] * 5)  # the first n with 0.95ⁿ below a half


def test_the_short_fits_are_those_of_spectral_bias_1d():
    ours, theirs = Config(), spectral_bias_1d.Config()
    assert (ours.frequencies, ours.fitted) == (theirs.frequencies, theirs.points)
    short = spectral_bias_1d.Config(steps=TINY.steps, width=TINY.width)
    errors = [spectral_bias_1d.learn(RECIPES["relu"], seed, short)[1] for seed in TINY.seeds]
    np.testing.assert_array_equal(run_case(TINY, "relu")[1], errors)
