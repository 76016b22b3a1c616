"""Rules about numbers in sentences: each is a result, and was published."""

from dlnotes.site.project import BuildError, Problem, SourceError
from dlnotes.site.sources import notation
from dlnotes.site.sources.captions import caption


def are_published(page, subject):
    yield from of(page.name, page.numbers, subject)


def of_captions_are_published(subject):
    for path in subject.project.figures().values():
        name = subject.project.name(path)
        try:
            lines = caption(path, name)
        except SourceError:
            continue
        yield from (Problem(name, *misread) for misread in notation.misread(lines))
        yield from of(name, notation.numbers(lines), subject)


def have_been_built(subject):
    """Without results nothing can be said of what quotes them."""
    if not subject.is_built:
        said = "what quotes results was not looked at, as there are none: run `dlnotes build` first"
        yield Problem("docs/generated/numbers.json", 1, said)


def of(name, numbers, subject):
    """The problems of some numbers of a file."""
    for number in numbers if subject.is_built else ():
        if number.slug in subject.project.experiments() and number.slug not in subject.published.numbers:
            said = f"nothing is published of {number.slug}: run `dlnotes build {number.slug}` first"
            yield Problem(name, number.line, f"{number}: {said}")
            continue
        try:
            subject.published.number(number.slug, number.name, number.spec)
        except BuildError as error:
            yield Problem(name, number.line, str(error))
