"""What the last build left for the pages, and all that they may read of it."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from dlnotes.site.project import BuildError, Project, UnknownSlug
from dlnotes.site.sources.notation import NUMBER


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
        """The claims of all lessons in the order of the navigation, each with its page; their numbers."""
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

    def drawing(self, lab, number):
        """The drawing of a lab of this number, in the page's colours."""
        return (self.folder / "labs" / lab / f"{number}.svg").read_text(encoding="utf-8")

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
        """Some text with its numbers: of `fresh` (slug → name → value), else published ones."""

        def fill(match):
            slug, name, spec = match.groups()
            if name in (fresh or {}).get(slug, {}):
                return format(fresh[slug][name], spec)
            return self.number(slug, name, spec) if name in self.numbers.get(slug, {}) else match[0]

        return NUMBER.sub(fill, " ".join(text.split()))
