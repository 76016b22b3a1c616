"""A snippet is a file that runs; pages show a named region of it, and the rest stands before and after."""

import re
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import BuildError, unknown

MARK = re.compile(r"[ ]*# -+8<-+ \[(?P<edge>start|end):(?P<name>[\w-]+)\]\s*")


@dataclass(frozen=True)
class Region:
    """Some lines of a file, the marks left out; `line` is the first of them."""

    line: int
    before: str
    code: str
    after: str


@dataclass(frozen=True)
class Snippet:
    name: str  # as a page writes it
    text: str
    regions: dict[str, Region]


def read(path: Path) -> Snippet:
    """The snippet in a file, which need not be right Python to be read."""
    text = reading.text(path, f"{path.parent.name}/{path.name}")
    lines, opened, regions = text.splitlines(keepends=True), {}, {}
    for number, line in enumerate(lines):
        mark = MARK.fullmatch(line)
        if mark and mark["edge"] == "start":
            opened[mark["name"]] = number + 1
        elif mark and mark["name"] in opened:
            start = opened.pop(mark["name"])
            parts = map(_unmarked, (lines[: start - 1], lines[start:number], lines[number + 1 :]))
            regions[mark["name"]] = Region(start + 1, *parts)
    return Snippet(path.name, text, regions)


def find(file: str, region: str, folder: Path) -> tuple[Snippet, Region]:
    """A region that a page shows; BuildError says what is not there, with the nearest names that are."""
    known = {path.name: path for path in folder.glob("*.py")}
    if file not in known:
        raise BuildError(unknown("snippet", file, known))
    snippet = read(known[file])
    if region not in snippet.regions:
        raise BuildError(unknown(f"region of {file}", region, snippet.regions))
    return snippet, snippet.regions[region]


def _unmarked(lines):
    return "".join(line for line in lines if not MARK.fullmatch(line))
