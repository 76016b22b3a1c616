"""The two knobs of bandwidth, and what a width is measured against."""

import numpy as np
import pytest

from dlnotes.experiments._coordinate_net import Recipe, network
from dlnotes.experiments._reconstruction import chessboard
from dlnotes.experiments.bandwidth import PICTURES, Config, cases, entering, run, score, started
from dlnotes.nn import Linear

TINY = Config(ratios=(0.3, 3.0), octaves=(0, 2), seeds=(0, 1), size=8, width=8, steps=3)


def test_he_starts_without_biases_and_the_last_layer_stays_zero():
    rng = np.random.default_rng(0)
    net = started(network(Recipe("gaussian", sigma=1.0), rng), "he", rng)
    *hidden, last = [layer for layer in net.layers if isinstance(layer, Linear)]
    for layer in hidden:
        assert not layer.params["bias"].any()
        assert layer.params["weight"].std() == pytest.approx(np.sqrt(2 / layer.in_features), rel=0.15)
    assert not last.params["weight"].any()


def test_the_spread_of_what_enters_by_hand():
    # Coordinates of variance 1/3 and weights of variance 1 (He, two inputs): √(2/3) if every unit had
    # weights of the same length.
    assert 0.9 * np.sqrt(2 / 3) < entering("he") < np.sqrt(2 / 3)
    assert entering("uniform") < entering("he")


def test_training_never_looks_at_the_unseen_half():
    picture, seen = PICTURES["cat"](8), chessboard(8).reshape(8, 8)
    spoilt = np.where(seen, picture, 1 - picture).astype(np.float32)
    recipe = Recipe("gaussian", 1e-2, sigma=0.2)
    assert score(recipe, "uniform", picture, 0, TINY)[0] == score(recipe, "uniform", spoilt, 0, TINY)[0]


def test_a_run_holds_every_case():
    scores = [array for name, array in run(TINY).items() if name.endswith("seen")]
    assert len(cases(TINY)) == 2 * (2 * 2 + 2) * 2 and len(scores) == 2 * 3 * 2
    assert all(array.shape == (2, 2) for array in scores)


def test_a_narrow_bump_draws_what_it_saw_and_a_wide_one_blurs():
    config = Config(size=16, steps=120)
    recipes = [Recipe("gaussian", 1e-2, sigma=ratio * entering("uniform")) for ratio in (0.15, 3.0)]
    narrow, wide = (score(recipe, "uniform", PICTURES["cat"](16), 0, config) for recipe in recipes)
    assert narrow[0] > wide[0] + 5 and narrow[0] > narrow[1] + 10
