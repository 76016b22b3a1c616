"""Rules about formulas: each can be drawn, on pages, in captions and in labs."""

import re

from dlnotes.site.errors import BuildError, Problem
from dlnotes.site.pages.mathml import mathml
from dlnotes.site.sources.formulas import faults, formulas


def can_be_drawn(page, subject):
    yield from of(page.name, page.prose)


def of_captions_can_be_drawn(subject):
    for name, lines in subject.captions.items():
        if not isinstance(lines, Problem):
            yield from of(name, lines)


def of(name, lines):
    """The problems of the formulas in some lines of the file `name`."""
    yield from (Problem(name, line, said) for line, said in faults(lines))
    for formula in formulas(lines):
        try:
            mathml(formula.tex, formula.display)
        except BuildError as error:
            yield Problem(name, formula.line, str(error))
        if formula.in_table and "|" in re.sub(r"\\.", "", formula.tex):
            wanted = rf"write \vert or \mid in {formula.tex}"
            said = f"in a table a | ends the cell, also within a formula: {wanted}"
            yield Problem(name, formula.line, said)
