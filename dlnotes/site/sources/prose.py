"""The source of a page, line by line: what is prose, and the blocks that stand in it."""

import re
from dataclasses import dataclass, field

import yaml

from dlnotes.site.project import BuildError

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_OPENED = re.compile(r"^/// (?P<name>[a-z]+)(?: \| (?P<argument>.*?))?\s*$")
_CLOSED = re.compile(r"^///\s*$")


def prose(text: str):
    """(line number, line) of everything outside fences, code spans blanked."""
    fence = None
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = None
            continue
        if mark:
            fence = mark[1]
            continue
        yield number, _CODE_SPAN.sub(lambda m: " " * len(m[0]), line)


@dataclass(frozen=True)
class Block:
    """`/// name | argument`, indented options below it, what is inside (fences left out), and `///` at the end."""

    line: int
    name: str
    argument: str
    options: dict = field(default_factory=dict)
    body: tuple[tuple[int, str], ...] = ()  # (line number, line)

    @property
    def text(self):
        return "\n".join(line for _, line in self.body)


def blocks(text: str, where: str = "") -> list[Block]:
    """Every block of a page, in order; `where` is the page's name, for what is said about one that cannot be read."""
    source, found, opened = text.splitlines(), [], None
    for number, _ in prose(text):
        line = source[number - 1]
        if start := _OPENED.match(line):
            if opened:
                raise BuildError(
                    f"{where}:{number}: the block of line {opened[0]} is still open; close it with ///"
                )
            opened = (number, start["name"], start["argument"] or "", [])
        elif opened and _CLOSED.match(line):
            found.append(_block(*opened, where))
            opened = None
        elif opened:
            opened[3].append((number, line))
    if opened:
        raise BuildError(f"{where}:{opened[0]}: this block is never closed by ///")
    return found


def _block(line, name, argument, lines, where):
    """The same block with the options taken off its lines: those that follow its first line without a gap and are indented."""
    count = next((i for i, (_, text) in enumerate(lines) if not text.startswith("    ")), len(lines))
    header = "\n".join(text[4:] for _, text in lines[:count])
    try:
        options = yaml.safe_load(header) or {}
    except yaml.YAMLError:
        options = None
    if not isinstance(options, dict):
        raise BuildError(
            f"{where}:{line}: the options of this block are not lines of the form `name: value`: {header!r}"
        )
    return Block(line, name, argument, options, tuple(lines[count:]))
