"""One training, watched closely."""

import numpy as np
import pytest

from dlnotes.experiments import image_reconstruction
from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import chessboard, greys
from dlnotes.experiments.reconstruction_over_steps import Config, cases, collect, judge, run

PUBLISHED = image_reconstruction.Config(
    all=("relu", "gaussian"),
    half=("relu", "gaussian"),
    seeds=(0,),
    steps=6,
    snapshots=(0, 2, 6),
    size=16,
    width=8,
)
TINY = Config(networks=("relu", "gaussian"), steps=(0, 2, 6), size=16, width=8)


@pytest.fixture(scope="module")
def tiny():
    return run(TINY)


def test_the_last_moment_is_what_image_reconstruction_publishes(tiny):
    """Same recipe, same start: the same picture at every snapshot, and the same score at the end."""
    published = image_reconstruction.run(PUBLISHED)
    for name in TINY.networks:
        for pixels in ("all", "half"):
            frames = f"{name}_{pixels}_frames"
            np.testing.assert_array_equal(tiny[frames], published[frames])
        for mine, theirs in (("fit", "fit"), ("seen", "seen"), ("unseen", "heldout")):
            assert tiny[f"{name}_{mine}"][-1] == published[f"{name}_{theirs}_seeds"][0]


def test_the_defaults_are_the_published_training():
    ours, theirs = Config(), image_reconstruction.Config()
    assert (ours.size, ours.width, ours.seed) == (theirs.size, theirs.width, theirs.seeds[0])
    assert (ours.steps[0], ours.steps[-1]) == (0, theirs.steps)


def test_the_score_by_hand():
    """Wrong by a tenth on the squares given and by a half on the others: 20 dB and 6.02 dB; of all
    pixels the mean square counts."""
    target = np.full((4, 4), 0.5)
    frame = target + np.where(chessboard(4).reshape(4, 4), 0.1, 0.5)
    assert judge(frame, target, "half") == pytest.approx((20, 20 * np.log10(2)))
    fit, rest = judge(frame, target, "all")
    assert fit == pytest.approx(-10 * np.log10((0.01 + 0.25) / 2)) and np.isnan(rest)


def test_a_black_network_scores_as_black_does(tiny):
    black = judge(np.zeros((16, 16), np.float32), cat(16), "half")
    for name in TINY.networks:
        assert (tiny[f"{name}_seen"][0], tiny[f"{name}_unseen"][0]) == black
        assert not tiny[f"{name}_half_frames"][0].any()


def test_greys_beyond_black_and_white_are_cut():
    np.testing.assert_array_equal(greys(np.array([-0.2, 0.0, 0.5, 1.0, 1.3])), [0, 0, 128, 255, 255])


def test_the_best_moment_and_what_is_lost_after_it():
    frames, score = np.zeros((3, 2, 2), np.uint8), np.array([1.0, 2.0, 3.0])
    config = Config(networks=("relu",), steps=(0, 5, 9))
    found = collect(config, [(frames, score, score * np.nan), (frames, score, np.array([10.0, 14.0, 11.5]))])
    assert (found["relu_best"], found["relu_best_at"], found["relu_lost"]) == (14, 5, 2.5)


def test_every_network_is_drawn_from_all_and_from_half():
    assert len(cases()) == 2 * len(Config().networks) == len(set(cases()))
