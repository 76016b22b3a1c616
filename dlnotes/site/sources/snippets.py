"""A snippet is a file that runs; pages show a named region of it, and the rest stands before and after."""

import re
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import BuildError, unknown

_SCISSORS = re.compile(r"-+8<-+")
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
    faults: tuple[tuple[int, str], ...]  # (line, what is wrong) with its marks and regions


def read(path: Path) -> Snippet:
    """The snippet in a file, which need not be right Python to be read."""
    text = reading.text(path, f"{path.parent.name}/{path.name}")
    lines, opened, regions, faults = text.splitlines(keepends=True), {}, {}, []
    for number, line in enumerate(lines, 1):
        mark = MARK.fullmatch(line)
        name = mark and mark["name"]
        if not mark and _SCISSORS.search(line):
            faults.append(
                (number, f"a mark is `# --8<-- [start:name]` or `[end:name]`, not {line.strip()!r}")
            )
        elif mark and mark["edge"] == "start":
            if name in opened or name in regions:
                faults.append((number, f"the region {name!r} is there twice"))
            opened[name] = number
        elif mark and name not in opened:
            faults.append((number, f"the region {name!r} ends here and has not begun"))
        elif mark:
            start = opened.pop(name)
            parts = map(_unmarked, (lines[: start - 1], lines[start : number - 1], lines[number:]))
            regions[name] = Region(start + 1, *parts)
        elif opened and re.match(r"\s*(?:```|~~~)", line):
            faults.append((number, f"in a region this would end the fence of the page: {line.strip()!r}"))
    faults += [(number, f"the region {name!r} never ends") for name, number in opened.items()]
    return Snippet(path.name, text, regions, tuple(faults))


def find(file: str, region: str, folder: Path) -> tuple[Snippet, Region]:
    """A region that a page shows; BuildError says what is not there, with the nearest names that are."""
    path = folder / file
    if path.parent != folder or path.suffix != ".py" or not path.is_file():
        raise BuildError(unknown("snippet", file, [path.name for path in folder.glob("*.py")]))
    snippet = read(path)
    if region not in snippet.regions:
        raise BuildError(unknown(f"region of {file}", region, snippet.regions))
    return snippet, snippet.regions[region]


def _unmarked(lines):
    return "".join(line for line in lines if not MARK.fullmatch(line))
