"""The code of a page, in the order in which it runs: what the Run buttons, the notebooks and the tests all start from.

A Python fence is one named region of a snippet, which stands for its whole file, or `>>>` examples. Both run in the page's
namespace, one after the other; see `tests/documents.py` for how CI reads the same fences by other means.
"""

import doctest
import re
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site.project import BuildError

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<mark>`{3,}|~{3,})[ ]*(?:\{[ ]*\.)?(?P<lang>python3?|py3?|pycon3?)\b(?P<rest>.*)$",
    re.I,
)
_INCLUDE = re.compile(r'^\s*-+8<-+ "(?P<file>[^":]+):(?P<region>[\w-]+)"\s*$')


@dataclass(frozen=True)
class Example:
    """One fence: `code` is what the reader sees and may edit; a snippet's file has more before and after it."""

    line: int  # of the page, on which the fence opens
    code: str
    before: str = ""
    after: str = ""
    file: str = ""  # of a snippet
    asked: tuple[str, ...] = ()  # the code of each `>>>` example
    wanted: tuple[str, ...] = ()  # what each of them prints, as the page says
    heading: str = ""  # the one that it stands under


def examples(text: str, snippets: Path) -> list[Example]:
    """Every Python fence of a page's Markdown, in order."""
    found, heading, opened = [], "", None
    for number, line in enumerate(text.splitlines(), 1):
        if opened is not None:
            first, mark, indent, body = opened
            if re.fullmatch(rf" *{re.escape(mark[0])}{{{len(mark)},}} *", line):
                if body is not None:
                    found.append(_example(first, [b[len(indent) :] for b in body], heading, snippets))
                opened = None
            elif body is not None:
                body.append(line)
        elif fence := re.match(r"^( *)(`{3,}|~{3,})", line):
            opened = (number, fence[2], fence[1], [] if _FENCE.match(line) else None)
        elif title := re.match(r"#{1,6} (.*?)(?:\s*\{[^}]*\})?$", line):
            heading = title[1].strip()
    return found


def split(file: str, region: str, snippets: Path) -> tuple[str, str, str]:
    """(before, region, after) of a snippet's file; the marks of its regions are left out."""
    path = snippets / file
    if not path.is_file():
        raise BuildError(f"no snippet is called {file!r}")
    mark = r"^[ ]*# -+8<-+ \[%s\]\n"
    parts = re.split(
        mark % f"(?:start|end):{re.escape(region)}", path.read_text(encoding="utf-8"), flags=re.M
    )
    if len(parts) != 3:
        raise BuildError(f"snippet {file} has no region {region!r}")
    return tuple(re.sub(mark % r"\w+:[\w-]+", "", part, flags=re.M) for part in parts)


def _example(line, body, heading, snippets):
    if len(body) == 1 and (include := _INCLUDE.match(body[0])):
        before, code, after = split(include["file"], include["region"], snippets)
        return Example(line, code.strip("\n") + "\n", before, after, include["file"], heading=heading)
    parsed = doctest.DocTestParser().get_examples("\n".join(body) + "\n")
    asked, wanted = tuple(e.source for e in parsed), tuple(e.want for e in parsed)
    return Example(line, "".join(asked), asked=asked, wanted=wanted, heading=heading)
