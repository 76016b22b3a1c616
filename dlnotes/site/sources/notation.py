"""The notation of our own in what an author writes: its patterns, and what they find in some lines.

An ordinary image of `generated/figures/<slug>.svg`, alone on its line, is a figure; `[[slug.name:.2f]]`
is the number `name` of the experiment or claim `slug`, printed with a Python format. In the code of a
lab, `# alt: …` says what a figure shows. Formulas are found in `dlnotes.site.sources.formulas`.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]*generated/figures/(?P<slug>[^)/\s]+)\.svg)\)")
NUMBER = re.compile(r"\[\[(?P<slug>[a-z0-9-]+)\.(?P<name>\w+):(?P<spec>[^\]]*)\]\]")
BRACKETS = re.compile(r"\[\[.*?\]\]")
_ALT = re.compile(r"^# alt:[ ]*(.*(?:\n#[ ]{2,}.*)*)\n?", re.M)

# Commands of this site for formulas; a lab must do without them, because a notebook does not know them.
MACROS = {
    "R": r"\mathbb{R}",
    "E": r"\mathbb{E}",
    "Var": r"\operatorname{Var}",
    "Div": r"\operatorname{Div}",
    "KL": r"\operatorname{KL}",
    "argmin": r"\operatorname*{arg\,min}",
    "argmax": r"\operatorname*{arg\,max}",
}

Lines = Iterable[tuple[int, str]]  # (line number, line)


class Figure(NamedTuple):
    line: int
    slug: str
    alt: str


class Number(NamedTuple):
    line: int
    slug: str
    name: str
    spec: str

    def __str__(self):
        return f"[[{self.slug}.{self.name}:{self.spec}]]"


def figures(lines: Lines) -> list[Figure]:
    return [Figure(at, found["slug"], found["alt"]) for at, line in lines for found in FIGURE.finditer(line)]


def numbers(lines: Lines) -> list[Number]:
    return [Number(at, *found.groups()) for at, line in lines for found in NUMBER.finditer(line)]


def misread(lines: Lines) -> list[tuple[int, str]]:
    """(line, what is wrong) of all that looks like our notation and is not."""
    found = []
    for at, line in lines:
        for figure in FIGURE.finditer(line):
            if line.strip() != figure[0]:
                found.append((at, f"figure {figure['slug']} must stand alone on its line"))
            if not figure["alt"].strip():
                found.append((at, f"figure {figure['slug']} has no alt text: say in words what it shows"))
        for brackets in BRACKETS.finditer(line):
            if not NUMBER.fullmatch(brackets[0]):
                found.append((at, f"{brackets[0]} is not a number of the form [[slug.name:format]]"))
    return found


def alts(code: str) -> list[str]:
    """The alt texts of a lab's cell: `# alt: …` lines, each continued on the indented comment lines below
    it."""
    return [" ".join(found.replace("\n#", " ").split()) for found in _ALT.findall(code)]


def without_alts(code: str) -> str:
    """The code of a lab's cell as a page shows it."""
    return _ALT.sub("", code).strip("\n")


def printed(value, spec: str) -> str:
    """A number as a page shows it, with a true minus sign; "inf" and "nan" are kept as text."""
    return format(float(value) if isinstance(value, str) else value, spec).replace("-", "\u2212")


def filled(text: str, numbers: dict) -> str:
    """Some text in one line with its numbers in it (slug → name → value); those that are not there are
    left open."""

    def fill(found):
        slug, name, spec = found.groups()
        return printed(numbers[slug][name], spec) if name in numbers.get(slug, {}) else found[0]

    return NUMBER.sub(fill, " ".join(text.split()))
