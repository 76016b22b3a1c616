"""Where sharing is right it costs nothing; where place matters it cannot follow."""

import numpy as np
import pytest

from dlnotes.experiments.sharing_bet import Config, lesson, pupil, run

SMALL = Config(seeds=(0, 1, 2), windows=256, unseen=500, steps=250)


@pytest.fixture(scope="module")
def result():
    return run(SMALL)


def test_targets_have_mean_zero_and_variance_one():
    _, target = lesson("local", 100, 0)
    np.testing.assert_allclose(target.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(target.std(axis=0), 1)


def test_a_pupil_that_learnt_nothing_is_wrong_by_at_least_the_variance():
    untrained = run(Config(seeds=(0, 1), windows=32, unseen=500, steps=1))
    assert untrained["error"].min() > 0.8  # random answers; 1 is what the constant 0 scores


def test_pupils_have_the_weights_they_are_named_for():
    def weights(kind):
        _, _, net, wires = pupil(kind, np.random.default_rng(0))
        shapes = {name: value.shape for name, value in net.params.items() if name.endswith("weight")}
        return sum(np.count_nonzero(wires.get(name, np.ones(shape))) for name, shape in shapes.items())

    assert [weights(kind) for kind in ("dense", "local", "shared")] == [236, 92, 44]


def test_sharing_follows_a_teacher_that_shares(result):
    assert result["shared_teacher_shared"] < 2 * result["shared_teacher_dense"]


def test_sharing_cannot_follow_a_teacher_for_whom_place_matters(result):
    assert result["lost"] == len(SMALL.seeds)
    assert result["local_teacher_shared"] > 2 * result["local_teacher_dense"]
