"""One picture, several activations: who can draw it, and who makes it up."""

import numpy as np
import pytest

from dlnotes.experiments._coordinate_net import Recipe, activation, inputs, network, train
from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import chessboard, coordinates, neighbour_mean, reconstruct
from dlnotes.experiments.image_reconstruction import RATES, Config, collect, run
from dlnotes.nn import gaussian_grad, gradcheck

RECIPES = {
    "relu": Recipe("relu", 1e-2),
    "gelu": Recipe("gelu", 1e-2),
    "tanh": Recipe("tanh", 1e-2),
    "encoding": Recipe("relu", 1e-2, bands=4),
    "gaussian": Recipe("gaussian", 1e-2, sigma=0.1),
    "narrow": Recipe("gaussian", 5e-3, sigma=0.03),
}


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
    parameters = sum(param.size for param in net.params.values())
    assert parameters == (2 * 64 + 64) + 2 * (64 * 64 + 64) + (64 + 1) == 8577


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


def test_every_unit_has_its_own_pictures_and_scores():
    result = run(Config(widths=(0.1, 0.03), steps=4, snapshots=(0, 4), size=16, width=8))
    for place, (name, recipe) in enumerate(
        [("gaussian", RECIPES["gaussian"]), ("narrow", RECIPES["narrow"])]
    ):
        assert RATES[recipe.sigma] == recipe.rate, name
        seen, unseen, _ = reconstruct(recipe, "half", 0, size=16, width=8, steps=4)
        assert (result["seen"][place], result["unseen"][place]) == (seen, unseen)
    assert result["relu_frames"].shape == (2, 16, 16) and not result["relu_frames"][0].any()
    np.testing.assert_array_equal(result["relu_frames"][-1], result["relu_all_frames"][0])


def test_the_scores_stand_by_width_and_those_of_relu_apart():
    config, grey, outcomes = Config(widths=(1.0, 0.1), size=16), np.zeros((1, 16, 16), np.uint8), []
    for fit in (30, 10, 20):  # ReLU, then the widths
        outcomes += [(fit + 0.0, np.nan, grey), (fit + 1.0, fit + 2.0, grey)]
    found = collect(config, outcomes)
    np.testing.assert_array_equal(found["fit"], [10, 20])
    np.testing.assert_array_equal(found["unseen"], [12, 22])
    assert (found["relu_fit"], found["relu_seen"], found["relu_unseen"]) == (30, 31, 32)


def test_the_widths_run_from_wide_to_narrow():
    assert list(RATES) == sorted(RATES, reverse=True) and (max(RATES), min(RATES)) == (1, 0.02)


def test_an_unknown_unit_is_refused():
    with pytest.raises(KeyError):
        activation(Recipe("relo"))
