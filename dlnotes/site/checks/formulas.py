"""Rules about formulas: each can be set."""

from dlnotes.site.pages.formulas import MathError, renderer
from dlnotes.site.project import Problem
from dlnotes.site.sources import notation


def can_be_set(page, subject):
    yield from of(page.name, page.prose, subject)


def of_captions_can_be_set(subject):
    for name, lines in subject.captions.items():
        if not isinstance(lines, Problem):
            yield from of(name, lines, subject)


def of(name, lines, subject):
    """The problems of the formulas in some (line number, line) of a file."""
    for formula in notation.formulas(lines):
        try:
            renderer(subject.project.cache).render(formula.tex, formula.display)
        except MathError as error:
            yield Problem(name, formula.line, str(error))
