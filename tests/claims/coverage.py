"""Coverage both ways: what claims and cards owe each other. Pure functions, so that tests can show that they notice."""

import re
from dataclasses import dataclass

from dlnotes.site.project import Project
from dlnotes.site.sources.notation import CARD
from dlnotes.site.sources.prose import prose


@dataclass(frozen=True)
class Page:
    """A page as the claims see it: the slugs of its cards, in order, and its headings."""

    cards: list[str]
    headings: set[str]


def page_of(text: str) -> Page:
    lines = [line for _, line in prose(text)]
    headings = {
        re.sub(r"\s*\{[^}]*\}\s*$", "", line).lstrip("# ").strip() for line in lines if re.match(r"#+ ", line)
    }
    return Page([card["slug"] for line in lines if (card := CARD.match(line))], headings)


def pages(project: Project) -> dict[str, Page]:
    """Page (from the top of docs/, without its ending) → its cards and headings."""
    return {
        p.relative_to(project.docs).with_suffix("").as_posix(): page_of(p.read_text(encoding="utf-8"))
        for p in project.lessons()
    }


def evidence(project: Project) -> set[tuple[str, str]]:
    """Everything that `see` may name."""
    named = {
        "snippet": {p.name for p in project.snippets()},
        "lab": set(project.labs()),
        "figure": set(project.figures()),
    }
    return {(kind, name) for kind, names in named.items() for name in names}


def problems(claims, pages, evidence) -> list[str]:
    """What is wrong between claims (slug → (lesson, Claim)), pages and further evidence, each in a few words."""
    found = [
        f"{page}: no claim is called {slug}"
        for page, p in pages.items()
        for slug in p.cards
        if slug not in claims
    ]
    for slug, (lesson, claim) in claims.items():
        where = [page for page, p in pages.items() for card in p.cards if card == slug]
        if len(where) != 1:
            found.append(f"{slug}: shown {len(where)} times, on {where or 'no page'}")
        elif where[0].rpartition("/")[2] != lesson:
            found.append(f"{slug}: a claim of {lesson} shown on {where[0]}")
        elif claim.section not in pages[where[0]].headings:
            found.append(f"{slug}: {where[0]} has no section {claim.section!r}")
        found += [
            f"{slug}: there is no {kind} {name}"
            for kind, name in claim.see.items()
            if (kind, name) not in evidence
        ]
    return found
