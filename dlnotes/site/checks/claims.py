"""Rules about claims: a card has its check, a check its card, and each condition of the check has words."""

from dlnotes.site.errors import Problem, unknown
from dlnotes.site.products.claims import misregistered, registered
from dlnotes.site.sources.claims import problems
from dlnotes.site.sources.words import count

NOTE, TRUE = 30, 45  # words: one line of the note, two of what is true


def can_be_read(subject):
    yield from problems(subject.project)
    yield from misregistered(subject.project)


def are_decided(subject):
    """Cards and checks cover each other; what a check tested is worded, and what a card names is there."""
    known, checks = subject.cards, registered(subject.project)
    for card in known.values():
        tested = subject.published.claims.get(card.slug, {}).get("tested")
        for said in of_card(card, checks, subject.evidence, tested):
            yield card.problem(said)
    named = {block.argument for page in subject.pages for block in page.blocks if block.name == "claim"}
    for slug, check in checks.items():
        if slug not in named:
            yield Problem(check.path, check.line, f"claim {slug}: no page has its card")


def are_short(subject):
    """A card says what the note said and what is true in a few lines; the rest is folded."""
    for card in subject.cards.values():
        for term, name, most in (("The note", "note", NOTE), ("What holds", "statement", TRUE)):
            if (words := count(card.texts[name])) > most:
                yield card.problem(f"{term!r} has at most {most} words, and this has {words}")


def of_card(card, checks, evidence, tested):
    """What is wrong with a card: against the checks, what else there is to see, the conditions tested."""
    check = checks.get(card.slug)
    if card.by_citation and check:
        yield f"nothing runs for a citation, but it has a check in {check.path}:{check.line}"
    if not card.by_citation and not check:
        yield unknown("check in dlnotes/claims", card.slug, checks)
    for kind, name in card.see.items():
        if name not in evidence[kind]:
            yield unknown(kind, name, evidence[kind])
    if tested is None or card.by_citation:  # nothing was decided yet, or nothing ever is
        return
    for slug in tested.keys() - card.conditions.keys():
        yield f"the check tests the condition {slug!r}, which has no words here"
    for slug in card.conditions.keys() - tested.keys():
        yield unknown("condition of the check", slug, tested)
