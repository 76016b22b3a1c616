"""The notation of our own in what an author writes: its patterns, and what they find in some lines.

An ordinary image of `generated/figures/<slug>.svg`, alone on its line, is a figure; `[[slug.name:.2f]]` is
the number `name` of the experiment or claim `slug`, printed with a Python format; formulas stand between
dollar signs. In the code of a lab, `# alt: …` says what a figure shows.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]*generated/figures/(?P<slug>[^)/\s]+)\.svg)\)")
NUMBER = re.compile(r"\[\[(?P<slug>[a-z0-9-]+)\.(?P<name>\w+):(?P<spec>[^\]]*)\]\]")
CARD = re.compile(r"^/// claim \| (?P<slug>[\w-]+)\s*$")
BRACKETS = re.compile(r"\[\[.*?\]\]")
FORMULA = re.compile(
    r"(?<![\\$])(?:\$\$(?P<display>[^$]+)\$\$|\$(?![\s$])(?P<inline>(?:\\.|[^$\\])+?)(?<!\s)\$(?!\d))"
)
_ALT = re.compile(r"^# alt:[ ]*(.*(?:\n#[ ]{2,}.*)*)\n?", re.M)

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


class Formula(NamedTuple):
    line: int
    tex: str
    display: bool


def figures(lines: Lines) -> list[Figure]:
    return [Figure(at, found["slug"], found["alt"]) for at, line in lines for found in FIGURE.finditer(line)]


def numbers(lines: Lines) -> list[Number]:
    return [Number(at, *found.groups()) for at, line in lines for found in NUMBER.finditer(line)]


def formulas(lines: Lines) -> list[Formula]:
    """Formulas may span lines; each is named by the line on which it begins."""
    known = dict(lines)
    text = "\n".join(known.get(at, "") for at in range(1, max(known, default=0) + 1))
    found = []
    for match in FORMULA.finditer(text):
        display = match["display"] is not None
        tex = match["display"] if display else match["inline"]
        found.append(Formula(text.count("\n", 0, match.start()) + 1, tex.strip(), display))
    return found


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
    """The alt texts of a lab's cell: `# alt: …`, each continued on the indented comment lines below it."""
    return [" ".join(found.replace("\n#", " ").split()) for found in _ALT.findall(code)]


def without_alts(code: str) -> str:
    """The code of a lab's cell as a page shows it."""
    return _ALT.sub("", code).strip("\n")
