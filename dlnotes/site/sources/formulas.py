"""The formulas of some lines, found as the extension finds them that marks formulas on pages."""

import functools
import re
from typing import NamedTuple

from pymdownx import arithmatex

# The patterns of that extension: the gate sees what a page will have.
_INLINE = re.compile(f"{arithmatex.RE_SMART_DOLLAR_INLINE}|{arithmatex.RE_BRACKET_INLINE}")
_BLOCKS = (arithmatex.RE_DOLLAR_BLOCK, arithmatex.RE_BRACKET_BLOCK, arithmatex.RE_TEX_BLOCK)
_DISPLAY = re.compile(rf"\s*(?:{'|'.join(_BLOCKS)})\s*", re.S)
# What begins a paragraph of its own without an empty line before it.
_MARK = re.compile(r"^(?:(?:[-*+:]|\d+[.)]|\[\^[^\]\n]+\]:)[ \t]+|(?:!!!|\?\?\?|///).*\n?)", re.M)
_TABLE = re.compile(r".*\n(?=.*-)(?=.*\|)[-|: \t]+(?:\n|\Z)")


class Formula(NamedTuple):
    """A formula, named by the line on which it begins."""

    line: int
    tex: str
    display: bool
    in_table: bool = False


def formulas(lines) -> list[Formula]:
    """The formulas of (line number, line) pairs, in order; one may span several lines."""
    return [found for found in _found(tuple(lines)) if isinstance(found, Formula)]


def faults(lines) -> list[tuple[int, str]]:
    """(line, what is wrong) of what looks like a formula and is none."""
    return [found for found in _found(tuple(lines)) if not isinstance(found, Formula)]


@functools.lru_cache(512)
def _found(lines):
    return list(_read(lines))


def _read(lines):
    known = dict(lines)
    text = "\n".join(known.get(number, "").strip("> \t") for number in range(1, max(known, default=0) + 1))
    line, at = 1, 0
    for start, paragraph in _paragraphs(text):
        line, at = line + text.count("\n", at, start), start
        yield from _of_paragraph(paragraph, line)


def _paragraphs(text):
    """(where it begins, paragraph); a display formula may have lines that look like items of a list."""
    for block in re.finditer(r"(?:.+(?:\n|\Z))+", text):
        marks = [] if _DISPLAY.fullmatch(block[0]) else list(_MARK.finditer(block[0]))
        edges = [0, *(edge for mark in marks for edge in mark.span()), len(block[0])]
        yield from ((block.start() + a, block[0][a:b]) for a, b in zip(edges[::2], edges[1::2]))


def _of_paragraph(paragraph, first):
    def line(offset):
        return first + paragraph.count("\n", 0, offset)

    display = _DISPLAY.fullmatch(paragraph)
    if display:
        named = display.groupdict()
        yield Formula(line(display.start()), named["math"] or named["math2"] or named["math3"], True)
        return
    if lost := re.search(r"(?<!\\)\$\$", paragraph):
        said = "a formula in $$ is a paragraph of its own, with an empty line before and after it"
        yield line(lost.start()), said
    for found in _INLINE.finditer(paragraph):
        if tex := found[3] or found[6]:  # else backslashes before a dollar
            yield Formula(line(found.start()), tex, False, bool(_TABLE.match(paragraph)))
