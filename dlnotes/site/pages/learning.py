"""What a lesson says of itself to those who look for material: what it teaches, and how long it takes."""

import re
from pathlib import Path

from dlnotes.site.project import Project
from dlnotes.site.sources.note import INDEX
from dlnotes.site.sources.page import load, plain
from dlnotes.site.sources.words import minutes

_TEACHES = re.compile(r"^\**You will be able to\** (?P<what>.+?)\.?\n\n", re.M | re.S)


def lesson(project: Project, path: Path) -> dict | None:
    """What a lesson teaches and its minutes; None for any other page."""
    if path.suffix != ".md" or path.name == INDEX or not (path.parent / "note.yml").is_file():
        return None
    page = load(project, path)
    found = _TEACHES.search(page.text)
    teaches = " ".join(plain(found["what"]).split()) if found else ""
    return {"teaches": teaches, "minutes": minutes(page)}
