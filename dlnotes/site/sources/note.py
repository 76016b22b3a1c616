"""A source note, as `note.yml` in the folder of its pages describes it: all that the engine knows of one.

Its outline is page → headings, and under a heading the note's statements in our words. A statement is a
claim, which has a card in a lesson, or of a kind that is neither true nor false. A place of a figure stands
alone or beside a statement.
"""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import SourceError

FIELDS = {"title": str, "source": str, "author": str, "licence": str, "outline": dict}
KINDS = ("plan", "opinion", "definition", "question")
INDEX = "index.md"
_HEADING = re.compile(r"(?P<marks>#{1,6}) (?P<text>\S.*)")


@dataclass(frozen=True)
class Statement:
    """One statement of the note, or only the place of one of its figures."""

    says: str = ""  # Markdown in one line
    claim: str = ""  # the slug of its card; else it is of a kind
    kind: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Part:
    """A heading of the note and what stands under it."""

    level: int
    text: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Correction:
    """What was corrected, and when: of the note, or of what we ourselves had published."""

    date: datetime.date
    says: str


@dataclass(frozen=True)
class Note:
    """Where a note's pages stand, what it is, and what each page mirrors of it."""

    folder: Path
    title: str
    source: str
    author: str
    licence: str
    outline: dict[str, tuple[Part, ...]]
    corrections: tuple[Correction, ...]

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

    @property
    def statements(self) -> list[Statement]:
        """All of them, in the note's order."""
        parts = [part for parts in self.outline.values() for part in parts]
        return [statement for part in parts for statement in part.statements]

    def line(self, words: str) -> int:
        """The line of the file on which these words first stand, or 1."""
        return _line(self.file.read_text(encoding="utf-8"), words)


def is_lesson(path: Path) -> bool:
    """Whether a page belongs to a note and is not its index, whatever the note's file says."""
    return path.suffix == ".md" and path.name != INDEX and (path.parent / "note.yml").is_file()


def notes(project) -> list[Note]:
    """Every note of the project, in the order of its folders."""
    return [read(path, project.root) for path in sorted(project.docs.glob("*/*/note.yml"))]


def read(path: Path, root: Path) -> Note:
    """The note in a file; SourceError names file and line of what is missing or of another form."""
    where = path.relative_to(root).as_posix()
    text = reading.text(path, where)
    found = reading.data(text, where)
    fault = _Fault(where, text)
    if not isinstance(found, dict):
        raise fault(None, f"a note is described by {', '.join(FIELDS)}")
    for name in [*FIELDS, *found]:
        _demand_field(name, found, fault)
    outline = {page: _parts(page, parts, fault) for page, parts in found["outline"].items()}
    if INDEX not in outline:
        raise fault("outline:", f"the outline begins with the page {INDEX}")
    corrections = tuple(_correction(entry, fault) for entry in found.get("corrections") or ())
    texts = [found[name] for name, kind in FIELDS.items() if kind is str]
    return Note(path.parent, *texts, outline, corrections)


def _demand_field(name, found, fault):
    kind = {**FIELDS, "corrections": list}.get(name)
    if kind is None:
        raise fault(name, f"no field is called {name!r}; there are {', '.join(FIELDS)}, corrections")
    if not isinstance(found.get(name), kind) or not found[name]:
        expected = {dict: "page: [headings]", str: "a text", list: "a list of `date: …` and `says: …`"}[kind]
        raise fault(name, f"{name} is {expected}, not {found.get(name)!r}")


def _parts(page, entries, fault):
    """The headings of a page in the outline, each a text alone or `heading: [statements]`."""
    return tuple(_part(page, entry, fault) for entry in (entries if isinstance(entries, list) else [entries]))


def _part(page, entry, fault):
    heading, statements = (
        next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else (entry, [])
    )
    match = _HEADING.fullmatch(heading) if isinstance(heading, str) else None
    if not match:
        raise fault(f"  {page}:", f'{page}: a heading is written as on the page, "## …", not {heading!r}')
    if not isinstance(statements, list):
        raise fault(heading, f"under a heading stands a list of statements, not {statements!r}")
    return Part(
        len(match["marks"]), match["text"], tuple(_statement(each, heading, fault) for each in statements)
    )


def _statement(entry, heading, fault):
    known = Statement.__dataclass_fields__
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise fault(heading, f"a statement has texts called {', '.join(known)}, and this is {entry!r}")
    words = next(iter(entry.values()), heading)
    if unknown := entry.keys() - known.keys():
        raise fault(words, f"a statement has {', '.join(known)}, not {', '.join(unknown)}")
    found = Statement(**{name: " ".join(text.split()) for name, text in entry.items()})
    if bool(found.says) != bool(found.claim or found.kind) or (found.claim and found.kind):
        raise fault(
            words, "a statement says something and has a claim or a kind; else it is a figure's place"
        )
    if found.kind and found.kind not in KINDS:
        raise fault(words, f"the kind of a statement is one of {', '.join(KINDS)}, not {found.kind!r}")
    if "](" in found.says:
        raise fault(words, "what the note says is shown on several pages and has no links")
    return found


def _correction(entry, fault):
    if not isinstance(entry, dict) or entry.keys() != {"date", "says"}:
        raise fault("corrections:", f"a correction is `date: 2026-01-31` and `says: …`, not {entry!r}")
    if type(entry["date"]) is not datetime.date or not isinstance(entry["says"], str):
        raise fault("corrections:", f"a correction has a date and a text, not {entry!r}")
    return Correction(entry["date"], " ".join(entry["says"].split()))


class _Fault:
    """Makes the error of one file, at the first line with these words."""

    def __init__(self, where, text):
        self.where, self.text = where, text

    def __call__(self, words, said):
        return SourceError(self.where, _line(self.text, words) if words else 1, said)


def _line(text, words):
    """The first line that has the beginning of these words; 1 if none does."""
    beginning = words.split("\n")[0][:40]
    numbered = list(enumerate(text.splitlines(), 1))
    first = [number for number, line in numbered if line.startswith(beginning)]
    return next(iter(first or [number for number, line in numbered if beginning in line]), 1)
