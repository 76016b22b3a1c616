"""A source note, as `note.yml` in the folder of its pages describes it: all that the engine knows of one."""

import re
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import SourceError

FIELDS = ("title", "source", "author", "licence", "outline")
INDEX = "index.md"
_HEADING = re.compile(r"(?P<marks>#{1,6}) (?P<text>\S.*)")


@dataclass(frozen=True)
class Note:
    """Where a note's pages stand, what it is, and which of its headings each page mirrors: page → (level,
    text), …"""

    folder: Path
    title: str
    source: str
    author: str
    licence: str
    outline: dict[str, tuple[tuple[int, str], ...]]

    @property
    def file(self) -> Path:
        return self.folder / "note.yml"

    @property
    def pages(self) -> list[Path]:
        return [self.folder / name for name in self.outline]

    @property
    def lessons(self) -> list[Path]:
        """Its pages without the index, which only leads to them."""
        return [page for page in self.pages if page.name != INDEX]


def notes(project) -> list[Note]:
    """Every note of the project, in the order of its folders."""
    return [read(path, project.root) for path in sorted(project.docs.glob("*/*/note.yml"))]


def read(path: Path, root: Path) -> Note:
    """The note in a file; SourceError names file and line of what is missing or of another form."""
    where = path.relative_to(root).as_posix()
    text = reading.text(path, where)
    found = reading.data(text, where)
    if not isinstance(found, dict):
        raise SourceError(where, 1, f"a note is described by {', '.join(FIELDS)}")
    for name in [*FIELDS, *found]:
        _demand_field(name, found, text, where)
    outline = {page: _headings(page, lines, text, where) for page, lines in found["outline"].items()}
    if INDEX not in outline:
        raise SourceError(where, _line(text, "outline:"), f"the outline begins with the page {INDEX}")
    return Note(path.parent, *(found[name] for name in FIELDS[:-1]), outline)


def _demand_field(name, found, text, where):
    kind = dict if name == "outline" else str
    if name not in FIELDS:
        known = ", ".join(FIELDS)
        raise SourceError(where, _line(text, name), f"no field is called {name!r}; there are {known}")
    if not isinstance(found.get(name), kind) or not found[name]:
        expected = "page: [headings]" if kind is dict else "a text"
        raise SourceError(where, _line(text, name), f"{name} is {expected}, not {found.get(name)!r}")


def _headings(page, lines, text, where):
    """((level, text), …) of the headings of a page in the outline."""
    matches = [_HEADING.fullmatch(line) if isinstance(line, str) else None for line in lines or [None]]
    if not all(matches):
        wrong = (lines or [None])[matches.index(None)]
        at = _line(text, f"  {page}:")
        raise SourceError(where, at, f'{page}: a heading is written as on the page, "## …", not {wrong!r}')
    return tuple((len(match["marks"]), match["text"]) for match in matches)


def _line(text, start):
    """The first line that starts like this; 1 if none does."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if line.startswith(start)), 1)
