"""A lab's source, jupytext's percent format, as far as it is read without running it: what its Markdown
cells say."""

import re
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.sources import page

_CELL = re.compile(r"# ?%%(?P<kind>.*)")


def read(path: Path, name: str) -> list[tuple[int, str]]:
    """The prose of a lab's file; SourceError if it is no text."""
    return prose(reading.text(path, name))


def prose(text: str) -> list[tuple[int, str]]:
    """(line number, line) of the Markdown cells, their fences and code spans left out."""
    lines, inside = [], False
    for line in text.splitlines():
        cell = _CELL.match(line)
        if cell:
            inside = "[markdown]" in cell["kind"]
        said = re.sub(r"^# ?", "", line) if inside and not cell else ""
        lines.append("" if said.strip() in ('"""', "'''") else said)
    return list(page.read("\n".join(lines)).prose)
