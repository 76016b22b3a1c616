"""Rules about the words of claims that stand in Python."""

from dlnotes.site.checks import formulas, numbers
from dlnotes.site.project import Problem, unknown
from dlnotes.site.sources import notation

PARTS = ("note", "statement", "ran", "tolerance", "wrong", "source")


def can_be_printed(subject):
    for slug, claim in subject.published.claims.items():
        for part in PARTS:
            name, lines = f"claim {slug}, {part}", [(1, claim[part])]
            yield from (Problem(name, *misread) for misread in notation.misread(lines))
            yield from numbers.of(name, lines, subject)
            yield from formulas.of(name, lines, subject)


def have_a_card(page, subject):
    """A card on a page names a claim."""
    for block in page.blocks:
        if block.name == "claim" and subject.is_built and block.argument not in subject.published.claims:
            yield page.problem(block.line, unknown("claim", block.argument, subject.published.claims))
