"""Rules about what a lab says: a reader of the downloaded notebook sees it as it is, away from this site."""

import re

from dlnotes.site.checks import fences, formulas
from dlnotes.site.errors import Problem
from dlnotes.site.sources.notation import MACROS

_SITE_ONLY = re.compile(
    rf"\[\[[\w-]+\.\w+:[^\]]*\]\]|--8<--|generated/figures/|^!!! |^\?\?\?\+? |\\(?:{'|'.join(MACROS)})\b"
)


def can_be_read_anywhere(subject):
    for lab in subject.labs.values():
        if isinstance(lab, Problem):
            yield lab
            continue
        for number, line in lab.prose:
            if found := _SITE_ONLY.search(line):
                said = f"{found[0]!r} is read by this site only; a notebook must do without"
                yield lab.problem(number, said)
        yield from formulas.of(lab.name, lab.prose)


def hold_code_in_cells(subject):
    """What a lab shows as code has run: it stands in a cell of code, not in one of Markdown."""
    for lab in subject.labs.values():
        if isinstance(lab, Problem):
            continue
        yield from lab.problems
        yield from fences.name_their_language(lab, subject)
        for fence in lab.fences:
            if fence.python:
                yield lab.problem(fence.line, "the code of a lab stands in a cell, `# %%`, where it runs")
