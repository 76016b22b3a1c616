"""Few examples, many dimensions, some labels wrong."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments.many_dimensions import RECIPES, Config, bells, path, plane

EASY = Config(features=5, examples=60, tests=200, errors=(0.9, 0.2))

FAST = replace(RECIPES["relu"], rate=1e-2)


def test_a_plane_through_the_middle_parts_the_points():
    x, label = plane(np.random.default_rng(0), 400, 3)
    normal = np.linalg.lstsq(x, label, rcond=None)[0]
    assert np.mean(np.sign(x @ normal) == label) > 0.95 and set(label) == {-1, 1}


def test_what_enters_has_variance_one_in_both_tasks():
    for draw in (plane, bells):
        x, label = draw(np.random.default_rng(0), 20_000, 200)
        assert x.var() == pytest.approx(1, abs=0.05) and abs(label.mean()) < 0.05


def test_right_labels_are_learnt_and_wrong_ones_cost_accuracy_on_new_data():
    right, wrong = (path(FAST, "plane", 0, replace(EASY, wrong=share)) for share in (0.0, 0.4))
    assert right[-1] > 0.8 > wrong[-1] + 0.1


def test_a_training_that_stops_early_is_refused():
    with pytest.raises(ValueError, match="training error ends at"):
        path(RECIPES["relu"], "bells", 0, replace(EASY, steps=3))
