"""Rules about numbers in sentences: each is a result, and was published."""

import re

from dlnotes.site.project import BuildError, Problem
from dlnotes.site.sources import notation
from dlnotes.site.sources.formulas import formulas


def are_published(page, subject):
    yield from of(page.name, page.prose, subject)


def stand_outside_of_formulas(page, subject):
    for formula in formulas(page.prose):
        if found := notation.NUMBER.search(formula.tex):
            yield page.problem(
                formula.line, f"a number stands outside of formulas: {found[0]} in {formula.tex}"
            )


def of_captions_are_published(subject):
    for name, lines in subject.captions.items():
        if not isinstance(lines, Problem):
            yield from (Problem(name, *misread) for misread in notation.misread(lines))
            yield from of(name, lines, subject)


def have_been_built(subject):
    """Without results nothing can be said of what quotes them."""
    if subject.results and not subject.is_built:
        said = "what quotes results was not looked at, as there are none: run `dlnotes build` first"
        yield Problem("docs/generated/numbers.json", 1, said)


def of(name, lines, subject):
    """The problems of the numbers in some (line number, line) of a file."""
    published = subject.published
    for number in notation.numbers(lines) if subject.is_built else ():
        if number.slug not in published.numbers and number.slug in subject.project.experiments():
            said = f"nothing is published of {number.slug}: run `dlnotes build {number.slug}` first"
            yield Problem(name, number.line, f"{number}: {said}")
            continue
        try:
            published.number(number.slug, number.name, number.spec)
        except BuildError as error:
            yield Problem(name, number.line, str(error))


_DECIMAL = re.compile(r"(?<![\w.,$\\])\d+\.\d+(?![\w.]*[\w\]])")


def are_quoted_not_typed(page, subject):
    """A decimal number of three digits or more that a quoted experiment gave, rounded, is a copy that goes
    stale. One that it gave exactly is a setting, and may be typed."""
    if not subject.is_built:
        return
    known = {number.slug for number in notation.numbers(page.prose)}
    results = [(slug, *item) for slug in known for item in subject.published.numbers.get(slug, {}).items()]
    for line, text in page.prose:
        for typed in _DECIMAL.findall(_QUIET.sub(" ", text)):
            if len(typed.replace(".", "").strip("0")) < 3:
                continue
            for slug, name, value in results:
                if _is_rounded(value, typed):
                    said = (
                        f"{typed} is typed, and {slug} gives it as {name}: [[{slug}.{name}:{_spec(typed)}]]"
                    )
                    yield page.problem(line, said)


_QUIET = re.compile(r"\[\[.*?\]\]|\]\([^)]*\)|\$[^$]*\$")


def _is_rounded(value, typed):
    """Whether a result is this number only after rounding."""
    if isinstance(value, bool | str):
        return False
    return abs(value) != float(typed) and format(abs(value), _spec(typed)) == typed


def _spec(typed):
    return f".{len(typed.partition('.')[2])}f"
