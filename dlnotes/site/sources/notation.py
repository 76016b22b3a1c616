"""The notation of our own in what an author writes: its patterns, and what they find in some lines.

An ordinary image of `generated/figures/<slug>.svg`, alone on its line, is a figure; `[[slug.name:.2f]]`
is the number `name` of the experiment or claim `slug`, printed with a Python format. In the code of a
lab, `# alt: …` says what a figure shows. Formulas are found in `dlnotes.site.sources.formulas`.
"""

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]*generated/figures/(?P<slug>[^)/\s]+)\.svg)\)")
NUMBER = re.compile(r"\[\[(?P<slug>[a-z0-9-]+)\.(?P<name>\w+):(?P<spec>[^\]]*)\]\]")
BRACKETS = re.compile(r"\[\[.*?\]\]")
# A line that opens a block or closes one.
BLOCK = re.compile(r"///(?: (?P<name>[a-z]+)(?: \| (?P<argument>[^\s|]+))?)?[ \t]*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DRAWING = re.compile(r"generated/+figures/+")
_IMAGE = re.compile(r"!\[(?P<alt>(?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")
_TAGS = """
    a abbr article aside audio b blockquote body br button canvas center code dd details div dl dt
    em embed figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input kbd li
    link main mark math nav noscript object ol p picture pre s script section select small source
    span strong style sub summary sup svg table tbody td template textarea tfoot th thead tr tt u ul
    video
""".split()
_TAG = re.compile(rf"</?(?:{'|'.join(_TAGS)})(?:\s[^<>]*)?/?>", re.I)
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
    """(line, what is wrong) of all that looks like our notation, or like what it stands for, and is not."""
    found, above = [], (0, "")
    for at, line in lines:
        found += [(at, said) for said in _misread(line)]
        if re.fullmatch(r"(=+|-+)[ \t]*", line) and above[0] == at - 1 and above[1].strip():
            found.append((at, "a heading is `## …`; a line below a text would make it one"))
        above = (at, line)
    return found


def _misread(line):
    for figure in FIGURE.finditer(line):
        if line.strip() != figure[0]:
            yield f"figure {figure['slug']} must stand alone on its line"
    if _DRAWING.search(FIGURE.sub("", line)):
        yield "a figure is `![what it shows](…/generated/figures/slug.svg)`, and this is something else"
    for image in _IMAGE.finditer(line):
        yield from (f"image {image[0]}: {said}" for said in faults_of_alt(image["alt"]))
    if by_reference := re.search(r"!\[[^\]]*\]\s*\[[^\]]*\]", line):
        yield f"an image names its file, `![what it shows](path)`, not {by_reference[0]}"
    if tag := _TAG.search(line):
        yield f"HTML is not looked into by all readers of a page: write {tag[0]} in Markdown"
    yield from _misread_numbers(line)
    if re.search(r"(?<!;)-+8<-+", line):
        yield "a region of a snippet is shown in a fence, ```python"
    if re.match(r"\s*//+", line) and not BLOCK.fullmatch(line):
        yield f"a block begins with a line `/// name | slug` and ends with `///`, and this is {line!r}"
    if re.match(r"#{1,6}[^#\s]|#{7}", line):
        yield f"a heading has a blank after its marks, `## …`: {line}"


def _misread_numbers(line):
    wanted = "is not a number of the form [[slug.name:format]]"
    rest = NUMBER.sub("", line)
    for brackets in BRACKETS.finditer(rest):
        yield f"{brackets[0]} {wanted}"
    rest = BRACKETS.sub("", rest)
    if half := re.search(
        r"\[\[.*|[\w-]+\.\w+:[^\]]*\]\]|(?:\{\{|(?<!\[)\[)[a-z0-9-]+\.\w+:[^\]}]*[\]}]", rest
    ):
        yield f"{half[0]} {wanted}"
    if line.startswith("#") and NUMBER.search(line):
        yield "a heading holds no number of a result: the title and the notebook would show it raw"


def faults_of_alt(alt: str):
    """What is wrong with an alt text, which is read out as it stands."""
    if not alt.strip():
        yield "it has no alt text: say in words what it shows"
    if mark := re.search(r"[\\$*`<>{}\[\]]|\b_|_\b", alt):
        yield f"its alt text is read out as it stands: plain words, without {mark[0]}"


def alts(code: str) -> list[str]:
    """The alt texts of a lab's cell: `# alt: …` lines, each continued on the indented comment lines below
    it."""
    return [" ".join(found.replace("\n#", " ").split()) for found in _ALT.findall(code)]


def without_alts(code: str) -> str:
    """The code of a lab's cell as a page shows it."""
    return _ALT.sub("", code).strip("\n")


def printed(value, spec: str) -> str:
    """A number as a page shows it, with a true minus sign, and none before a zero.

    Infinity or NaN is shown only where the format ends with " or inf" or " or nan"; ValueError elsewhere.
    """
    spec, _, admitted = spec.partition(" or ")
    value = float(value) if isinstance(value, str) else value
    if admitted not in ("", "inf", "nan"):
        raise ValueError(f"a format ends with the type, or with ' or inf' or ' or nan', not ' or {admitted}'")
    if not math.isfinite(value) and str(value).lstrip("-") != admitted:
        raise ValueError(f"it is {value}; if the page means to say so, the format ends with ' or {value}'")
    text = format(value, spec)
    if not re.search("[1-9a-z]", text.partition("e")[0]):
        text = text.removeprefix("-")
    return text.replace("-", "\u2212")


def filled(text: str, numbers: dict) -> str:
    """Some text in one line with its numbers in it (slug → name → value); those that are not there are
    left open."""

    def fill(found):
        slug, name, spec = found.groups()
        return printed(numbers[slug][name], spec) if name in numbers.get(slug, {}) else found[0]

    return NUMBER.sub(fill, " ".join(text.split()))
