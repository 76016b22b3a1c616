"""`/// lessons | folder`: a note's lessons as cards, each with its picture, its question and its length.

A lesson says in its front matter what it asks (`question`) and which of its figures stands on its card
(`picture`).
"""

import xml.etree.ElementTree as etree

from dlnotes.site.pages.claims import text_in
from dlnotes.site.pages.figures import hidden
from dlnotes.site.project import BuildError
from dlnotes.site.sources.page import load


def cards(parent, note, project, generated, leads, stash) -> None:
    """The cards. `leads` is the way from the page to the note's folder; `stash` keeps a drawing as it is."""
    for number, path in enumerate(note.lessons, 1):
        page = load(project, path)
        if missing := {"question", "picture"} - set(page.meta):
            raise BuildError(f"{page.name}:1: a lesson on a card has a {min(missing)} in its front matter")
        card = etree.SubElement(parent, "div", {"class": "dl-card"})
        slug = page.meta["picture"]
        alt = next((figure.alt for figure in page.figures if figure.slug == slug), "")
        told = {"role": "img", "aria-label": alt, "data-search-exclude": ""}
        picture = etree.SubElement(card, "x-fig", told)
        picture.text = stash(hidden(generated.figure(slug, alt)["svg"]))
        text_in(card, "p", f"{number} · [{page.title}]({leads}{path.name})", {"class": "dl-card-title"})
        minutes = f"[[{note.folder.name}-{path.stem}.minutes:d]] minutes"
        text_in(card, "p", f"{page.meta['question']} {minutes}.")
