"""One picture, several activations: who can draw it, and who makes it up."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments._coordinate_net import Recipe, activation, inputs, network, train
from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import (
    RECIPES,
    chessboard,
    coordinates,
    neighbour_mean,
    reconstruct,
)
from dlnotes.experiments.image_reconstruction import Config, choose_rate, parameters
from dlnotes.nn import gaussian_grad, gradcheck

TINY = Config(
    all=("relu", "gaussian"),
    half=("relu", "narrow"),
    seeds=(0, 1),
    steps=3,
    snapshots=(0, 3),
    size=16,
    width=8,
)


def test_the_picture_is_the_same_every_time_and_uses_the_whole_range():
    image = cat()
    np.testing.assert_array_equal(image, cat())
    assert image.shape == (64, 64) and image.dtype == np.float32
    assert image.min() < 0.05 and image.max() > 0.95


def test_the_picture_has_edges_and_fine_texture_at_every_scale():
    spectrum = abs(np.fft.fft2(cat() - cat().mean())) ** 2
    radius = np.hypot(*np.meshgrid(np.fft.fftfreq(64, 1 / 64), np.fft.fftfreq(64, 1 / 64)))
    fine = spectrum[radius >= 8].sum() / spectrum.sum()
    assert 0.2 < fine < 0.5


def test_coordinates_start_at_the_top_left_and_are_pixel_centres():
    np.testing.assert_allclose(coordinates(2), [[-0.5, -0.5], [0.5, -0.5], [-0.5, 0.5], [0.5, 0.5]])


def test_half_of_the_pixels_are_seen_and_each_unseen_one_has_only_seen_neighbours():
    seen = chessboard(8).reshape(8, 8)
    assert seen.sum() == 32
    assert not (seen[:, 1:] == seen[:, :-1]).any() and not (seen[1:] == seen[:-1]).any()


def test_the_mean_of_the_neighbours_by_hand():
    image = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
    np.testing.assert_allclose(neighbour_mean(image), [[3, 3, 4], [13 / 3, 5, 17 / 3], [6, 7, 7]])


def test_parameters_of_the_bare_network():
    net = network(RECIPES["relu"], np.random.default_rng(0))
    assert parameters(net) == (2 * 64 + 64) + 2 * (64 * 64 + 64) + (64 + 1) == 8577


def test_four_octaves_of_two_coordinates_are_sixteen_inputs():
    assert inputs(RECIPES["encoding"], coordinates(4)).shape == (16, 16)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_every_network_starts_black(recipe):
    x = inputs(recipe, coordinates(8))
    assert not network(recipe, np.random.default_rng(0), x.shape[1]).forward(x).any()


def test_the_gaussian_unit_keeps_its_gradient_where_its_tail_is_cut():
    layer, x = activation(Recipe("gaussian", sigma=0.1)), np.linspace(-2.0, 2.0, 401)
    layer.forward(x)
    np.testing.assert_allclose(layer.backward(np.ones_like(x)), gaussian_grad(x, 0.1), atol=1e-6)


@pytest.mark.parametrize("name", RECIPES)
def test_the_gradient_that_trains_is_the_derivative_of_the_squared_error(name):
    recipe, rng = RECIPES[name], np.random.default_rng(0)
    x = inputs(recipe, coordinates(4).astype(np.float64))
    net = network(recipe, rng, x.shape[1], width=5)
    for key in net.params:
        net.params[key] = net.params[key].astype(np.float64) + 0.1 * rng.normal(size=net.params[key].shape)
    grey = rng.uniform(size=(16, 1))

    def loss(weight):
        net.params["0.weight"] = weight
        return np.square(net.forward(x) - grey).mean()

    def grad(weight):
        net.params["0.weight"] = weight
        net.backward(2 * (net.forward(x) - grey) / 16)
        return net.grads["0.weight"]

    assert gradcheck(loss, grad, net.params["0.weight"].copy(), rng) < 1e-5


def test_training_on_half_never_looks_at_the_other_half():
    recipe, seen = RECIPES["narrow"], chessboard(16)
    x, grey = coordinates(16), cat(16).reshape(-1, 1)
    spoilt = np.where(seen[:, None], grey, 1 - grey)
    drawn = [
        train(network(recipe, np.random.default_rng(0)), recipe, x[seen], g[seen], 5).forward(x)
        for g in (grey, spoilt)
    ]
    np.testing.assert_array_equal(*drawn)


@pytest.fixture(scope="module")
def short():
    names = ("relu", "encoding", "gaussian", "narrow")
    return {name: reconstruct(RECIPES[name], "half", seed=0, size=32, steps=150) for name in names}


def test_relu_is_blurry_where_an_encoding_or_a_gaussian_is_sharp(short):
    relu, encoding, gaussian = (short[name][0] for name in ("relu", "encoding", "gaussian"))
    assert encoding > relu + 2 and gaussian > relu + 4


def test_the_narrow_gaussian_draws_what_it_saw_and_makes_up_the_rest(short):
    seen, heldout, _ = short["narrow"]
    assert seen > heldout + 10
    seen, heldout, _ = short["relu"]
    assert abs(seen - heldout) < 3, "the control: ReLU's blur is as good on what it did not see"


def test_the_rate_that_is_chosen_is_the_one_that_fits():
    recipe = replace(RECIPES["relu"], rate=1.0)  # the rate of the recipe itself plays no part
    assert choose_rate(recipe, rates=(1e-7, 1e-2), seeds=(100,), config=TINY) == 1e-2


def test_an_unknown_unit_is_refused():
    with pytest.raises(KeyError):
        activation(Recipe("relo"))
