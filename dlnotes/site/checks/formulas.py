"""Rules about formulas: each can be set."""

from dlnotes.site.pages.formulas import MathError, renderer
from dlnotes.site.project import Problem, SourceError
from dlnotes.site.sources import notation
from dlnotes.site.sources.captions import caption


def can_be_set(page, subject):
    yield from of(page.name, page.formulas, subject)


def of_captions_can_be_set(subject):
    for path in subject.project.figures().values():
        name = subject.project.name(path)
        try:
            yield from of(name, notation.formulas(caption(path, name)), subject)
        except SourceError:
            continue


def of(name, formulas, subject):
    for formula in formulas:
        try:
            renderer(subject.project.cache).render(formula.tex, formula.display)
        except MathError as error:
            yield Problem(name, formula.line, str(error))
