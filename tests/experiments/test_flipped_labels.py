"""Flipped labels, with a small configuration: a deep net with shortcuts learns the wrong labels too."""

import numpy as np
import pytest

from dlnotes.experiments import flipped_labels
from dlnotes.experiments.flipped_labels import Config, draw_task, run_case

SMALL = Config(depths=(4, 20), seeds=(1,), steps=120, examples=100, tests=500)


@pytest.fixture(scope="module")
def result():
    return flipped_labels.run(SMALL)


def test_shortcuts_do_not_keep_a_net_from_learning_wrong_labels(result):
    assert result["linear_residual_20_learnt"] > 90


def test_the_shallow_net_generalises_better_than_either_deep_one(result):
    assert result["linear_residual_4_test"] > result["linear_residual_20_test"]
    assert result["linear_residual_4_test"] > result["linear_plain_20_test"]


def test_without_flipped_labels_the_hyperplane_is_learnt():
    # The control: the low test accuracy comes from the wrong labels and the depth, not from a
    # task that is too hard.
    clean = Config(depths=(4,), flipped=0.1, examples=2000, steps=60, tests=1000)
    assert run_case(clean, ("linear", True, 4, 1))[2] > 0.85


def test_right_labels_are_the_teachers():
    rng, teacher = np.random.default_rng(0), np.zeros(20, np.float32)
    teacher[0] = 1
    points, labels = draw_task("linear", 200, rng, teacher)
    np.testing.assert_array_equal(labels, points[:, 0] > 0)
