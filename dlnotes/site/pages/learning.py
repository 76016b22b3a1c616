"""What a lesson says of itself to other sites: what it teaches, how long it takes, and its picture."""

import re
from pathlib import Path

from dlnotes.site.project import Project
from dlnotes.site.sources.note import is_lesson
from dlnotes.site.sources.page import load, plain
from dlnotes.site.sources.words import minutes

_TEACHES = re.compile(r"^\**You will be able to\** (?P<what>.+?)\.?\n\n", re.M | re.S)


def lesson(project: Project, path: Path) -> dict | None:
    """What a lesson teaches, its minutes and where its picture stands; None for any other page."""
    if not is_lesson(path):
        return None
    page = load(project, path)
    found = _TEACHES.search(page.text)
    teaches = " ".join(plain(found["what"]).split()) if found else ""
    picture = project.generated / "cards" / f"{path.parent.name}-{path.stem}.png"
    place = picture.relative_to(project.docs).as_posix() if picture.is_file() else None
    return {"teaches": teaches, "minutes": minutes(page), "picture": place}
