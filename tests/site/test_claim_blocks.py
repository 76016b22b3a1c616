"""Claims as pages word them: what is read, what is refused, and how it is joined with what was decided."""

import pytest

from dlnotes.site.checks.claims import of_card
from dlnotes.site.products import claims
from dlnotes.site.project import BuildError
from dlnotes.site.sources.claims import of_page, rebased

TESTED = """/// claim | warm
    kind: experiment
    snippet: oven.py

The note
:   it is warm.

What holds
:   it is [[warm.x:.0f]], or
    $x > 1$: see [why](more.md#why).

What ran
:   one oven

Decided by
:   above 1.

Wrong version
:   an oven that is off

Conditions
:   `hot`: if it is on
:   `cold`: if it is off
///
"""
CITED = """/// claim | told
    kind: citation
    verdict: holds

The note
:   it is said.

What holds
:   it is.

Source
:   a book.
///
"""


def read(text, page="deep/heat.md"):
    (card,) = of_page(text, page)
    return card


def test_a_card_has_the_words_of_its_block():
    card = read(f"# Ovens\n\n## Heat {{ #heat }}\n\nText.\n\n{TESTED}")
    assert (card.slug, card.page, card.line, card.section) == ("warm", "deep/heat.md", 7, "Heat")
    assert (card.kind, card.verdict, card.see) == ("experiment", "", {"snippet": "oven.py"})
    assert card.texts["statement"] == "it is [[warm.x:.0f]], or $x > 1$: see [why](more.md#why)."
    assert card.texts["source"] == "" and card.texts["wrong"] == "an oven that is off"
    assert card.conditions == {"hot": "if it is on", "cold": "if it is off"}


def test_a_citation_has_its_verdict_and_no_conditions():
    card = read(CITED)
    assert card.by_citation and card.verdict == "holds" and card.conditions == {}


def test_a_block_in_code_is_no_card():
    assert of_page(f"```text\n{TESTED}```\n", "heat.md") == []


@pytest.mark.parametrize(
    "block, old, new, said",
    [
        (TESTED, "snippet:", "snipet:", "no option is called 'snipet'; there are kind, verdict, snippet"),
        (
            TESTED,
            "    kind: experiment\n",
            "",
            "its kind is one of identity, derivation, experiment, citation",
        ),
        (TESTED, "kind: experiment", "kind: guess", "its kind is one of identity, .*, not 'guess'"),
        (TESTED, "    snippet", "    verdict: holds\n    snippet", "typed for a citation only"),
        (CITED, "    verdict: holds\n", "", "the verdict of a citation is one of holds, .*, not None"),
        (CITED, "verdict: holds", "verdict: true", "the verdict of a citation is one of holds, .*, not True"),
        (TESTED, "What ran", "What rann", "no term is called 'What rann'; there are The note, What holds"),
        (TESTED, "What ran", "Decided by", "'Decided by' stands there twice"),
        (TESTED, "What ran\n:   one oven\n\n", "", "'What ran' is missing"),
        (TESTED, "Wrong version\n:   an oven that is off\n\n", "", "'Wrong version' is missing"),
        (CITED, "Source\n:   a book.\n", "", "'Source' is missing"),
        (CITED, "Source", "What ran\n:   one book.\n\nSource", "it has no 'What ran'"),
        (CITED, "Source", "Conditions\n:   `a`: b\n\nSource", "it has no 'Conditions'"),
        (TESTED, ":   one oven", ":   one oven\n:   two", "'What ran' needs one paragraph, not 2"),
        (TESTED, ":   one oven", ":   one oven\n\n    and another", "'What ran' is not one paragraph"),
        (TESTED, ":   one oven\n\n", ":   one oven\nor two\n", "'What ran' is not one paragraph"),
        (TESTED, "The note", "Well.\n\nThe note", "no term is called 'Well.'|one definition list"),
        (TESTED, "`hot`", "hot", "a condition is its slug and its words"),
        (TESTED, "`hot`", "`Hot`", "a condition is its slug and its words"),
        (TESTED, "`cold`", "`hot`", "two of its conditions are the same"),
        (TESTED, "if it is off", "if it is on", "two of its conditions are the same"),
    ],
)
def test_a_block_that_breaks_a_rule_is_refused_with_its_place(block, old, new, said):
    assert old in block
    with pytest.raises(BuildError, match=rf"^docs/deep/heat.md:3: claim \w+: .*({said})"):
        read("# Heat\n\n" + block.replace(old, new, 1))


@pytest.mark.parametrize(
    "link, expected",
    [
        ("[a](../more.md#why)", "[a](more.md#why)"),
        ("[a](near.md)", "[a](deep/near.md)"),
        ("[a](#here)", "[a](deep/heat.md#here)"),
        ("[a](https://example.org/x)", "[a](https://example.org/x)"),
    ],
)
def test_links_lead_from_the_top_of_docs(link, expected):
    assert rebased(link, "deep/heat.md") == expected


# -- the rule ------------------------------------------------------------------------------------------------

CHECKS = {"warm": claims.Registered("oven", "dlnotes/claims/oven.py", 9)}
EVIDENCE = {"snippet": {"oven.py"}, "lab": {}, "figure": {}}
BOTH = {"hot": True, "cold": False}


def test_a_card_with_its_check_and_its_conditions_passes():
    assert list(of_card(read(TESTED), CHECKS, EVIDENCE, BOTH)) == []
    assert list(of_card(read(TESTED), CHECKS, EVIDENCE, None)) == []  # nothing was decided yet
    assert list(of_card(read(CITED), CHECKS, EVIDENCE, None)) == []


@pytest.mark.parametrize(
    "block, checks, evidence, tested, said",
    [
        (TESTED, {}, EVIDENCE, None, "no check in dlnotes/claims is called 'warm'"),
        (CITED, {"told": CHECKS["warm"]}, EVIDENCE, None, "nothing runs for a citation"),
        (
            TESTED,
            CHECKS,
            EVIDENCE | {"snippet": {"ovens.py"}},
            BOTH,
            "no snippet is called 'oven.py'; nearest",
        ),
        (
            TESTED,
            CHECKS,
            EVIDENCE,
            BOTH | {"mild": True},
            "tests the condition 'mild', which has no words here",
        ),
        (TESTED, CHECKS, EVIDENCE, {"hot": True}, "no condition of the check is called 'cold'"),
    ],
)
def test_a_card_that_does_not_fit_its_check_is_told_why(block, checks, evidence, tested, said):
    found = list(of_card(read(block), checks, evidence, tested))
    assert len(found) == 1 and said in found[0]
    assert str(read(block).problem(found[0])).startswith("docs/deep/heat.md:1: claim ")


# -- joined --------------------------------------------------------------------------------------------------

CARDS = {card.slug: card for card in of_page(TESTED + CITED, "deep/heat.md")}
DECIDED = {"oven": {"warm": {"numbers": {"x": 3}, "conditions": BOTH}}}


def test_words_and_decisions_are_joined():
    rows = claims.joined(CARDS, DECIDED)
    assert list(rows) == ["warm", "told"]
    warm, told = rows.values()
    assert (warm["verdict"], told["verdict"]) == ("holds with conditions", "holds")
    assert (warm["experiment"], told["experiment"]) == ("oven", None)
    assert warm["conditions"] == {"if it is on": True, "if it is off": False} and warm["tested"] == BOTH
    assert warm["statement"].endswith("[why](deep/more.md#why).") and told["numbers"] == {}
