"""The glossary: a page of definition lists, each entry a term or several and what they mean."""

import re

from dlnotes.site.sources.page import Page, plain

_ENTRY = re.compile(r"^(?P<term>\S[^\n]*)\n\n?:[ ]+(?P<text>.+(?:\n(?:[ ]{4}.*))*)", re.M)
_EXPLANATION = re.compile(r"[ \t]*:(?!:)")


def terms(page: Page) -> dict[str, str]:
    """Term → its explanation as plain text (the first paragraph); `a, b` defines both names."""
    return {
        term: " ".join(plain(entry["text"]).split()) for entry in _entries(page) for term in _names(entry)
    }


def defined(page: Page) -> list[tuple[int, str]]:
    """(line, term) of each term, in order."""
    return [(_line(entry), term) for entry in _entries(page) for term in _names(entry)]


def faults(page: Page) -> list[tuple[int, str]]:
    """(line, what is wrong) of what looks like an explanation and is read as none."""
    read = {
        _line(entry) + entry[0].count("\n", 0, entry.start("text") - entry.start())
        for entry in _entries(page)
    }
    wrong = [at for at, line in page.prose if _EXPLANATION.match(line) and at not in read]
    return [
        (at, "an explanation is `:   …` right below the line of its terms, once for each") for at in wrong
    ]


def _entries(page):
    known = dict(page.prose)
    text = "\n".join(page.lines[at - 1] if at in known else "" for at in range(1, len(page.lines) + 1))
    return list(_ENTRY.finditer(text))


def _line(entry):
    return entry.string.count("\n", 0, entry.start()) + 1


def _names(entry):
    return [plain(term).strip() for term in entry["term"].split(", ")]
