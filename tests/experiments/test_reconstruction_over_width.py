"""One picture drawn by bumps from wide to narrow."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments import image_reconstruction
from dlnotes.experiments._reconstruction import RECIPES
from dlnotes.experiments.image_reconstruction import choose_rate
from dlnotes.experiments.reconstruction_over_width import RATES, Config, collect, run

PUBLISHED = image_reconstruction.Config(
    all=("gaussian", "narrow"),
    half=("gaussian", "narrow"),
    seeds=(0,),
    steps=4,
    snapshots=(4,),
    size=16,
    width=8,
)
TINY = Config(widths=(0.1, 0.03), steps=4, size=16, width=8)


@pytest.fixture(scope="module")
def tiny():
    return run(TINY)


def test_the_two_widths_of_image_reconstruction_give_its_pictures_and_scores(tiny):
    published = image_reconstruction.run(PUBLISHED)
    for place, name in enumerate(("gaussian", "narrow")):
        for pixels in ("all", "half"):
            last = published[f"{name}_{pixels}_frames"][-1]
            np.testing.assert_array_equal(tiny[f"{pixels}_frames"][place], last)
        for mine, theirs in (("fit", "fit"), ("seen", "seen"), ("unseen", "heldout")):
            assert tiny[mine][place] == published[f"{name}_{theirs}_seeds"][0]
    assert tiny["neighbours"] == published["neighbours"]


def test_the_rates_are_those_of_the_recipes_where_there_is_one():
    for recipe in (RECIPES["gaussian"], RECIPES["narrow"]):
        assert RATES[recipe.sigma] == recipe.rate


def test_the_default_training_is_the_published_one_and_the_widths_run_from_wide_to_narrow():
    ours, theirs = Config(), image_reconstruction.Config()
    assert (ours.steps, ours.size, ours.width) == (theirs.steps, theirs.size, theirs.width)
    assert ours.seed == theirs.seeds[0]
    assert list(RATES) == sorted(RATES, reverse=True) and (max(RATES), min(RATES)) == (1, 0.02)


def test_the_best_width_is_that_of_the_unseen_pixels():
    config, grey, outcomes = Config(widths=(1.0, 0.3, 0.1), size=16), np.zeros((16, 16), np.uint8), []
    for unseen in (15, 20, 17):
        outcomes += [(30.0, np.nan, grey), (40.0 - unseen, unseen, grey)]
    found = collect(config, outcomes)
    assert (found["best"], found["best_at"]) == (20, 0.3)
    np.testing.assert_array_equal(found["fit"], [30, 30, 30])
    np.testing.assert_array_equal(found["seen"], [25, 20, 23])
    np.testing.assert_array_equal(found["unseen"], [15, 20, 17])


def test_a_rate_is_chosen_anew_for_each_width():
    """On a small picture, too, a rate that suits a wide bump is not the one for a narrow one."""
    quick = replace(PUBLISHED, steps=60, size=24, width=32)

    def chosen(sigma):
        recipe = replace(RECIPES["gaussian"], sigma=sigma)
        return choose_rate(recipe, rates=(2e-3, 5e-2), seeds=(100,), config=quick)

    assert chosen(0.5) > chosen(0.02)
