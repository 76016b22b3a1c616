"""The glossary: a page of definition lists, each entry a term or several and what they mean."""

import re

from dlnotes.site.sources.page import Page, plain

_ENTRY = re.compile(r"^(?P<term>\S[^\n]*)\n\n?:[ ]+(?P<text>.+(?:\n(?:[ ]{4}.*))*)", re.M)


def terms(page: Page) -> dict[str, str]:
    """Term → its explanation as plain text (the first paragraph); `a, b` defines both names."""
    found, text = {}, "\n".join(page.lines[at - 1] for at, _ in page.prose)
    for entry in _ENTRY.finditer(text):
        explanation = " ".join(plain(entry["text"]).split())
        for term in entry["term"].split(", "):
            found[plain(term).strip()] = explanation
    return found
