"""A lab's source, jupytext's percent format, as far as it is read without running it: what its Markdown
cells say."""

import re
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.sources import page

_CELL = re.compile(r"# ?%%(?P<kind>.*)")
# The fold that a notebook and this site both show: its first line is read as its title.
_FOLD = re.compile(r'<details markdown="1"><summary>(Hint|Answer)</summary>|</details>')


def read(path: Path, name: str) -> page.Page:
    """The Markdown cells of a lab's file as a page, with the file's lines; SourceError if it is no text."""
    return prose(reading.text(path, name), name)


def prose(text: str, name: str = "lab") -> page.Page:
    """The Markdown cells of a lab as a page."""
    lines, inside = [], False
    for line in text.splitlines():
        cell = _CELL.match(line)
        if cell:
            inside = "[markdown]" in cell["kind"]
        said = re.sub(r"^# ?", "", line) if inside and not cell else ""
        if fold := _FOLD.fullmatch(said):
            said = fold[1] or ""
        lines.append("" if said.strip() in ('"""', "'''") else said)
    return page.read("\n".join(lines), name)
