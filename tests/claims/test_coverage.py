"""Every claim on one page, every card a claim, every check with a wrong version on which it fails; and proofs that this is noticed."""

import copy
import dataclasses

import numpy as np
import pytest

from dlnotes.claims.claim import CONDITIONS, CORRECTED, HOLDS, VERDICTS, Claim, Evidence, verdict
from dlnotes.site.products import claims
from dlnotes.site.project import BuildError
from tests.claims import coverage
from tests.claims.conftest import PROJECT

REGISTERED = claims.registered(PROJECT)
CHECKED = sorted(slug for slug, (_, claim) in REGISTERED.items() if not claim.by_citation)


def test_claims_and_cards_cover_each_other():
    assert coverage.problems(REGISTERED, coverage.pages(PROJECT), coverage.evidence(PROJECT)) == []


def test_every_lesson_has_a_module_of_claims_and_every_module_a_lesson():
    lessons = {p.stem for p in (PROJECT.docs / "deep-learning").rglob("*.md")} - {"index"}
    assert set(PROJECT.claims()) == lessons


@pytest.mark.parametrize("slug", CHECKED)
def test_the_statement_follows_and_its_check_fails_on_the_wrong_version(slug, results):
    _, claim = REGISTERED[slug]
    evidence = claims.examine(claim, {claim.experiment: results[claim.experiment]})
    assert evidence.ours and verdict(claim, evidence) in VERDICTS
    wrong = claim.check(claim.control(copy.deepcopy(results[claim.experiment])))
    assert not wrong.ours


@pytest.mark.parametrize("slug", CHECKED)
def test_a_check_is_a_function_of_the_result(slug, results):
    """Twice the same, and neither it nor its control writes into the arrays that others read."""
    _, claim = REGISTERED[slug]
    result = results[claim.experiment]
    before = {name: np.array(array, copy=True) for name, array in result.items()}
    first = claim.check(result)
    claims.examine(claim, {claim.experiment: result})
    np.testing.assert_equal(dataclasses.asdict(claim.check(result)), dataclasses.asdict(first))
    np.testing.assert_equal(result, before)


# -- the tests above notice: a toy claim, spoilt in one way at a time ----------------------------------------------------


def above_one(result):
    return Evidence({"x": result["x"]}, {"warm": True, "cold": bool(result["x"] < 0)}, bool(result["x"] > 1))


TOY = Claim(
    slug="warm", section="Heat", note="it is warm.", statement="it is [[warm.x:.0f]].", kind="experiment", experiment="oven", check=above_one,
    control=lambda result: result | {"x": 0.0}, wrong="an oven that is off", ran="one oven", tolerance="above 1.", see={"snippet": "oven.py"},
)  # fmt: skip
RESULT = {"oven": {"x": 3.0}}
PAGE = "# Heat\n\n/// claim | warm\n///\n"
EVIDENCE = {("snippet", "oven.py")}


def spoilt(**change):
    return dataclasses.replace(TOY, **change)


def covered(claim=TOY, slug="warm", lesson="heat", **pages):
    pages = {name: coverage.page_of(text) for name, text in (pages or {"heat": PAGE}).items()}
    return coverage.problems({slug: (lesson, claim)}, pages, EVIDENCE)


def test_the_unspoilt_claim_passes():
    assert covered() == []
    assert verdict(TOY, claims.examine(TOY, RESULT)) == CONDITIONS


def test_a_deleted_card_is_noticed():
    assert covered(heat="# Heat\n") == ["warm: shown 0 times, on no page"]


def test_a_card_in_code_is_no_card():
    assert covered(heat=f"# Heat\n\n```text\n{PAGE}```\n") == ["warm: shown 0 times, on no page"]


def test_a_card_shown_twice_is_noticed():
    assert covered(heat=PAGE + PAGE) == ["warm: shown 2 times, on ['heat', 'heat']"]
    assert covered(heat=PAGE, cold=PAGE) == ["warm: shown 2 times, on ['heat', 'cold']"]


def test_a_dangling_card_is_noticed():
    assert covered(heat=PAGE + PAGE.replace("warm", "hot")) == ["heat: no claim is called hot"]


def test_a_card_on_anothers_page_is_noticed():
    assert covered(lesson="cold") == ["warm: a claim of cold shown on heat"]


def test_a_section_that_is_not_there_is_noticed():
    assert covered(spoilt(section="Cold")) == ["warm: heat has no section 'Cold'"]


def test_evidence_that_is_not_there_is_noticed():
    assert covered(spoilt(see={"lab": "oven"})) == ["warm: there is no lab oven"]


def test_a_control_that_passes_is_noticed():
    with pytest.raises(
        BuildError, match="claim warm: the check passes on the wrong version .an oven that is off."
    ):
        claims.examine(spoilt(control=lambda result: result), RESULT)


def test_a_check_loosened_to_always_true_is_noticed():
    with pytest.raises(BuildError, match="claim warm: the check passes on the wrong version"):
        claims.examine(spoilt(check=lambda result: dataclasses.replace(above_one(result), ours=True)), RESULT)


def test_a_statement_that_no_longer_follows_is_noticed():
    with pytest.raises(BuildError, match="claim warm: what we say no longer follows from oven: x = 0.5"):
        claims.examine(TOY, {"oven": {"x": 0.5}})


def test_a_control_that_writes_into_the_result_spoils_nobody_elses():
    def careless(result):
        result["x"][...] = 0
        return result

    result = {"oven": {"x": np.array(3.0)}}
    assert claims.examine(spoilt(control=careless), result).ours and result["oven"]["x"] == 3


def test_an_error_in_a_check_names_the_claim_and_the_line():
    with pytest.raises(BuildError, match=r"claim warm: test_coverage.py:\d+: KeyError: 'y'"):
        claims.examine(spoilt(check=lambda result: result["y"]), RESULT)


@pytest.mark.parametrize(
    "note, expected",
    [
        ({"a": True, "b": True}, HOLDS),
        ({"a": True, "b": False}, CONDITIONS),
        ({"a": False}, CORRECTED),
        ({}, "answered"),
    ],
)
def test_a_verdict_follows_from_where_the_note_is_true(note, expected):
    assert verdict(TOY, Evidence({}, note, True)) == expected


def test_a_verdict_flipped_by_hand_is_refused():
    with pytest.raises(ValueError, match="derived from the evidence, never typed"):
        spoilt(cited=HOLDS)


@pytest.mark.parametrize("part", ["control", "check", "tolerance", "ran", "wrong", "experiment"])
def test_a_claim_without_one_of_its_parts_is_refused(part):
    with pytest.raises(ValueError, match=f"needs {part}"):
        spoilt(**{part: None})


def test_a_citation_that_pretends_to_have_run_is_refused():
    with pytest.raises(ValueError, match="dressed up as run"):
        spoilt(kind="citation", source="a book, p. 3", cited=HOLDS)


def test_a_slug_registered_twice_is_refused(monkeypatch):
    import importlib
    from types import SimpleNamespace

    with pytest.raises(BuildError, match="claim warm: registered twice"):
        claims.decide(SimpleNamespace(CLAIMS=[TOY, TOY]), RESULT)
    monkeypatch.setattr(importlib, "import_module", lambda name: SimpleNamespace(CLAIMS=[TOY]))
    with pytest.raises(BuildError, match="claim warm: registered in .* and in "):
        claims.registered(PROJECT)
