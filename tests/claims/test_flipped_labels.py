"""The claim of the experiment `flipped-labels`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.flipped_labels import better_on_new_data
from dlnotes.experiments.flipped_labels import SETTINGS


def results(gain, train_gap=0.0):
    """Gains of `gain`, ± a little, at hyperplane and depth 20; elsewhere as many up as down."""
    noise = np.array([1.0, -1.0] * 4)
    new = np.full((len(SETTINGS), 2, 8, 1), 55.0)
    new[:, 1, :, 0] += noise
    new[1, 1, :, 0] += gain
    train = np.full((len(SETTINGS), 2, 8), 100.0)
    train[1, 0] -= train_gap
    return {"new": new, "train": train}


@pytest.mark.parametrize("gain, gap, follows", [(8, 0, True), (8, 3, False), (0.2, 0, False)])
def test_better_means_most_seeds_at_equal_training_accuracy(gain, gap, follows):
    found = better_on_new_data(results(gain, gap))
    assert found.ours is follows and found.note["hyperplane-20"] is follows
    assert not found.note["spiral-20"]
