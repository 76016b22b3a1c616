"""What pages ask for, read from their source with line numbers, so that a wrong slug is named where it stands.

Notations of our own: an ordinary image of `generated/figures/<slug>.svg`, alone on its line, is a figure;
`[[slug.name:.2f]]` is the number `name` of the experiment or claim `slug`, printed with a Python format; `/// claim | slug` is the card of a claim.
What a page asks of its reader is read in `dlnotes.site.practice`.
"""

import functools
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from dlnotes.site import mathematics, practice
from dlnotes.site.project import BuildError, Project, UnknownSlug
from dlnotes.site.prose import prose

FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]*generated/figures/(?P<slug>[^)/\s]+)\.svg)\)")
NUMBER = re.compile(r"\[\[(?P<slug>[a-z0-9-]+)\.(?P<name>\w+):(?P<spec>[^\]]*)\]\]")
CARD = re.compile(r"^/// claim \| (?P<slug>[\w-]+)\s*$")
_BRACKETS = re.compile(r"\[\[.*?\]\]")
FORMULA = re.compile(
    r"(?<![\\$])(?:\$\$(?P<display>[^$]+)\$\$|\$(?![\s$])(?P<inline>(?:\\.|[^$\\])+?)(?<!\s)\$(?!\d))"
)


@dataclass(frozen=True)
class Generated:
    """What the last build left for the pages."""

    figures: dict
    numbers: dict
    folder: Path
    claims: dict = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project):
        def read(name):
            path = project.generated / name
            return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

        return cls.joined(project, read("figures.json"), read("numbers.json"), read("claims.json"))

    @classmethod
    def joined(cls, project: Project, figures: dict, numbers: dict, lessons: dict):
        """The claims of all lessons, in the order of the navigation, each with its page; their numbers beside those of experiments."""
        numbers, claims, order = dict(numbers), {}, (project.root / "mkdocs.yml").read_text(encoding="utf-8")
        pages = {
            lesson: next(project.docs.rglob(f"{lesson}.md"), project.docs / "claims.md")
            .relative_to(project.docs)
            .as_posix()
            for lesson in lessons
        }
        for lesson in sorted(lessons, key=lambda lesson: order.find(pages[lesson])):
            decided, page = lessons[lesson], pages[lesson]
            for slug in decided.keys() & claims:
                raise BuildError(f"claim {slug}: registered on {claims[slug]['page']} and on {page}")
            claims |= {slug: {**claim, "page": page} for slug, claim in decided.items()}
        for slug, claim in claims.items():
            numbers[slug] = claim["numbers"] | numbers.get(slug, {})
        return cls(figures, numbers, project.generated, claims)

    def claim(self, slug, where=""):
        """A decided claim."""
        if slug not in self.claims:
            raise UnknownSlug("claim", slug, self.claims, where)
        return self.claims[slug]

    def figure(self, slug, alt, where=""):
        """The entry of a figure: caption, source, SVG."""
        if slug not in self.figures:
            raise UnknownSlug("figure", slug, self.figures, where)
        if not alt.strip():
            raise BuildError(f"{where}figure {slug} has no alt text: say in words what it shows")
        svg = (self.folder / "figures" / f"{slug}.svg").read_text(encoding="utf-8")
        return {**self.figures[slug], "svg": svg}

    def number(self, slug, name, spec, where=""):
        """A result as text, with a true minus sign."""
        if slug not in self.numbers:
            raise UnknownSlug("experiment or claim", slug, self.numbers, where)
        if name not in self.numbers[slug]:
            raise UnknownSlug(f"number of {slug}", name, self.numbers[slug], where)
        try:
            value = self.numbers[slug][name]
            text = format(
                float(value) if isinstance(value, str) else value, spec
            )  # "inf" and "nan", see build
        except ValueError as error:
            raise BuildError(f"{where}[[{slug}.{name}:{spec}]]: {error}") from error
        return text.replace("-", "\u2212")

    def filled(self, text, fresh=None):
        """Some text with its numbers in it: those of `fresh` (slug → name → value) first, else as published; unknown ones are left."""

        def fill(match):
            slug, name, spec = match.groups()
            if name in (fresh or {}).get(slug, {}):
                return format(fresh[slug][name], spec)
            return self.number(slug, name, spec) if name in self.numbers.get(slug, {}) else match[0]

        return NUMBER.sub(fill, " ".join(text.split()))


@functools.cache
def renderer(project: Project) -> mathematics.Renderer:
    """One renderer, and one open cache, a process."""
    return mathematics.Renderer(project.cache / "mathematics")


def check(project: Project) -> None:
    """Every figure, number, formula, exercise and question of every page can be rendered; else one line that names the place."""
    generated = Generated.of(project)
    for slug, claim in generated.claims.items():
        for part in ("note", "statement", "ran", "tolerance", "wrong", "source"):
            _check_line(generated, claim[part], f"claim {slug}, {part}: ")
            check_formulas(project, f"claim {slug}, {part}", {1: claim[part]})
    for slug, figure in generated.figures.items():
        _check_line(generated, figure["caption"], f"{figure['path']}, caption: ")
        check_formulas(project, f"{figure['path']}, caption", {1: figure["caption"]})
    texts = {
        page.relative_to(project.root).as_posix(): page.read_text(encoding="utf-8")
        for page in project.lessons()
    }
    for name, text in texts.items():
        lines = dict(prose(text))
        for number, line in lines.items():
            _check_line(generated, line, f"{name}:{number}: ")
        check_formulas(project, name, lines)
    practice.check(project, texts)


def _check_line(generated, text, where):
    for match in FIGURE.finditer(text):
        generated.figure(match["slug"], match["alt"], where)
        if text.strip() != match[0]:
            raise BuildError(f"{where}figure {match['slug']} must stand alone on its line")
    if card := CARD.match(text):
        generated.claim(card["slug"], where)
    for match in _BRACKETS.finditer(text):
        number = NUMBER.fullmatch(match[0])
        if not number:
            raise BuildError(f"{where}{match[0]} is not a number of the form [[slug.name:format]]")
        generated.number(number["slug"], number["name"], number["spec"], where)


def check_formulas(project, name, lines):
    """Formulas may span lines; those of fences are gone already."""
    text = "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    for match in FORMULA.finditer(text):
        tex, display = match["display"] or match["inline"], match["display"] is not None
        try:
            renderer(project).render(tex.strip(), display)
        except mathematics.MathError as error:
            line = text.count("\n", 0, match.start()) + 1
            raise BuildError(f"{name}:{line}: {error}") from None
