"""Flipped labels, with a small configuration: what is fitted, what is seen of new data, and pairs."""

import numpy as np
import pytest

from dlnotes.experiments import flipped_labels
from dlnotes.experiments.flipped_labels import Config, draw_task, paired, run_case

SMALL = Config(
    settings=(("hyperplane", 4), ("hyperplane", 20)),
    rates=((0.003, 0.003),) * 2,
    seeds=(1, 2),
    steps=120,
    looks=(60, 120),
    examples=100,
    tests=500,
)


@pytest.fixture(scope="module")
def result():
    return flipped_labels.run(SMALL)


def test_both_kinds_fit_their_training_labels(result):
    assert result["hyperplane_20_residual_train"] > 90 and result["hyperplane_4_plain_train"] > 90


def test_the_shallow_net_does_better_on_new_data_than_either_deep_one(result):
    assert result["hyperplane_4_residual_new"] > result["hyperplane_20_residual_new"]
    assert result["hyperplane_4_residual_new"] > result["hyperplane_20_plain_new"]


def test_without_flipped_labels_the_hyperplane_is_learnt():
    # The control: the low accuracy on new data comes from the labels and the depth, not from a task that is
    # too hard.
    clean = Config(examples=2000, steps=60, looks=(60,), tests=1000)
    assert run_case(clean, ("right", 4, True, 0.003, 1))[-1] > 85


def test_right_labels_are_the_teachers():
    rng, teacher = np.random.default_rng(0), np.zeros(20, np.float32)
    teacher[0] = 1
    points, labels = draw_task("hyperplane", 200, rng, teacher)
    np.testing.assert_array_equal(labels, points[:, 0] > 0)


def test_pairs_have_a_mean_a_t_and_a_count():
    mean, t, ahead = paired(np.array([1.0, 2.0, 3.0, -2.0]))
    assert (mean, ahead) == (1.0, 3)
    assert t == pytest.approx(1.0 / (np.sqrt(14 / 3) / 2))
