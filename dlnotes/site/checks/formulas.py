"""Every formula of a text can be drawn: each is found where it stands, before anything is rendered."""

import re

from pymdownx import arithmatex

from dlnotes.site.pages.mathml import mathml
from dlnotes.site.project import BuildError

# The patterns of the extension that finds formulas on pages: the gate sees what a page will have.
_INLINE = re.compile(f"{arithmatex.RE_SMART_DOLLAR_INLINE}|{arithmatex.RE_BRACKET_INLINE}")
_DISPLAY = re.compile(
    rf"\s*(?:{arithmatex.RE_DOLLAR_BLOCK}|{arithmatex.RE_BRACKET_BLOCK}|{arithmatex.RE_TEX_BLOCK})\s*", re.S
)
# What begins a paragraph of its own without an empty line before it.
_MARK = re.compile(r"^(?:(?:[-*+:]|\d+[.)]|\[\^[^\]\n]+\]:)[ \t]+|(?:!!!|\?\?\?|///).*\n?)", re.M)
_TABLE = re.compile(r".*\n(?=.*-)(?=.*\|)[-|: \t]+(?:\n|\Z)")


def check_formulas(name: str, lines: dict[int, str]):
    """What is wrong with the formulas of a text (line number → its prose), each as `name:line: problem`."""
    text = "\n".join(lines.get(number, "").strip("> \t") for number in range(1, max(lines, default=0) + 1))
    for start, paragraph in _paragraphs(text):
        for offset, problem in _problems(paragraph):
            yield f"{name}:{text.count(chr(10), 0, start + offset) + 1}: {problem}"


def _paragraphs(text):
    """(where it begins, paragraph); a display formula may have lines that look like items of a list."""
    for block in re.finditer(r"(?:.+(?:\n|\Z))+", text):
        marks = [] if _DISPLAY.fullmatch(block[0]) else list(_MARK.finditer(block[0]))
        edges = [0, *(edge for mark in marks for edge in mark.span()), len(block[0])]
        yield from ((block.start() + a, block[0][a:b]) for a, b in zip(edges[::2], edges[1::2]))


def _problems(paragraph):
    """(where in the paragraph, what is wrong) of its formulas."""
    display = _DISPLAY.fullmatch(paragraph)
    if not display and (lost := re.search(r"(?<!\\)\$\$", paragraph)):
        yield (
            lost.start(),
            "a formula in $$ is a paragraph of its own, with an empty line before and after it",
        )
    for found in [display] if display else _INLINE.finditer(paragraph):
        named = found.groupdict()
        tex = named["math"] or named["math2"] or named["math3"] if display else found[3] or found[6]
        if not tex:  # backslashes before a dollar
            continue
        try:
            mathml(tex, bool(display))
        except BuildError as error:
            yield found.start(), str(error)
        if "|" in re.sub(r"\\.", "", tex) and _TABLE.match(paragraph):
            yield (
                found.start(),
                rf"in a table a | ends the cell, also within a formula: write \vert or \mid in {tex}",
            )
