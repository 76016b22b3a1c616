"""The claims of the lesson on activation functions: what they come to, and that each check can fail."""

import functools
import subprocess
import sys

import numpy as np
import pytest

from dlnotes.claims import activation_functions as lesson
from dlnotes.claims.claim import verdict
from dlnotes.site.project import Project
from dlnotes.site.results import build, load_result

VERDICTS = {
    "every-learner-has-a-bias": "corrected",
    "an-old-idea": "corrected",
    "straight-pieces": "corrected",
    "gelu-is-an-average": "answered",
    "gelu-origin": "corrected",
    "gelu-goes-slow-first": "holds with conditions",
    "low-dimensional-tasks": "holds with conditions",
    "relu-blurs": "holds",
    "not-relus-alone": "corrected",
    "no-encoder-no-decoder": "corrected",
    "higher-bandwidth": "holds with conditions",
    "bias-is-exchanged": "corrected",
    "any-encoding": "holds with conditions",
    "tame-errors": "holds with conditions",
    "large-networks": "not testable here",
    "relu-with-an-encoding": "corrected",
    "sigmoid-of-log-odds": "answered",
    "threshold-in-noise": "answered",
    "when-it-is-a-probability": "answered",
}
CLAIMS = {claim.slug: claim for claim in lesson.CLAIMS}
TESTED = [claim for claim in lesson.CLAIMS if not claim.by_citation]


@functools.cache
def result_of(slug):
    """The project's current result of an experiment, run if it is stale."""
    project = Project.find()
    task = next(t for t in build.plan(project) if t.kind == "experiments" and t.slug == slug)
    if build.stale(project, [task]):
        subprocess.run(
            [sys.executable, "-m", "dlnotes", "build", slug],
            cwd=project.root,
            check=False,
            capture_output=True,
        )
    return load_result(project, task)


def ours(slug, result):
    return CLAIMS[slug].check(result).ours


def test_every_claim_has_its_expected_verdict_here():
    assert list(VERDICTS) == list(CLAIMS)


@pytest.mark.parametrize("claim", TESTED, ids=lambda claim: claim.slug)
def test_the_statement_follows_and_the_verdict_is_as_published(claim):
    evidence = claim.check(result_of(claim.experiment))
    assert evidence.ours, evidence.numbers
    assert verdict(claim, evidence) == VERDICTS[claim.slug], evidence.note


@pytest.mark.parametrize("claim", TESTED, ids=lambda claim: claim.slug)
def test_the_check_fails_on_the_wrong_version(claim):
    wrong = claim.control(result_of(claim.experiment))
    assert not claim.check(wrong).ours, claim.wrong


@pytest.mark.parametrize("claim", [c for c in lesson.CLAIMS if c.by_citation], ids=lambda claim: claim.slug)
def test_a_citation_says_what_its_source_says(claim):
    assert claim.cited == VERDICTS[claim.slug] and "references.md#" in claim.source


# Hand-made results, on both sides of the thresholds.


@pytest.mark.parametrize(
    ("inside", "across", "expected"), [(1e-13, 1.0, True), (1e-5, 1.0, False), (1e-13, 0.05, False)]
)
def test_pieces_are_straight_inside_and_bend_between(inside, across, expected):
    assert ours("straight-pieces", {"relu_bends": np.array([[inside, across]] * 3), "with": 30}) is expected


@pytest.mark.parametrize(
    ("unseen", "expected"),
    [
        ([12, 14, 19, 21, 19, 16], True),
        ([12, 14, 19, 21, 20.5, 20], False),
        ([21, 19, 18, 17, 16, 15], False),
    ],
)
def test_the_best_width_is_in_the_middle(unseen, expected):
    result = {"ratios": np.array([0.1, 0.15, 0.3, 0.6, 1.0, 3.0])}
    for key in lesson.CELLS.values():
        result |= {
            f"{key}_unseen": np.array(unseen)[:, None],
            f"{key}_seen": np.array([50, 50, 40, 25, 20, 16])[:, None],
        }
    assert ours("bias-is-exchanged", result) is expected


@pytest.mark.parametrize(
    ("fit", "heldout", "expected"),
    [(4.0, 2.0, True), (2.0, 2.0, False), (4.0, 0.5, False), (-4.0, -2.0, False)],
)
def test_the_encoding_must_gain_on_both_tasks(fit, heldout, expected):
    result = {
        f"{net}_{name}_seeds": np.full(5, 18 + (gain if net == "encoding" else 0))
        for net in ("relu", "encoding")
        for name, gain in (("fit", fit), ("heldout", heldout))
    }
    evidence = CLAIMS["relu-with-an-encoding"].check(result)
    assert evidence.ours is expected
    assert verdict(CLAIMS["relu-with-an-encoding"], evidence) == ("holds" if fit < 0 else "corrected")


@pytest.mark.parametrize(("unit", "expected"), [(18.4, True), (19.6, False)])
def test_a_sharper_gelu_would_clear_relus_neighbours(unit, expected):
    scores = {"relu": 18.5, "gelu": unit, "tanh": 16.6}
    assert (
        ours("not-relus-alone", {f"{name}_seen_seeds": np.full(5, value) for name, value in scores.items()})
        is expected
    )


def test_exchanging_two_arms_moves_only_their_entries():
    result = {"relu_fit": 1, "encoding_fit": 2, "pixels": 3}
    assert lesson._exchange(result) == {"relu_fit": 2, "encoding_fit": 1, "pixels": 3}
    assert lesson.swapped("relu", "encoding")(result) == {"relu_fit": 2, "encoding_fit": 2, "pixels": 3}
