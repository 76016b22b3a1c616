"""What the last build left for the pages, and all that they may read of it."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from dlnotes.site.project import BuildError, Project, UnknownSlug
from dlnotes.site.sources import notation


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
    def joined(cls, project: Project, figures: dict, numbers: dict, claims: dict):
        """What is published of each kind, the numbers of claims beside those of experiments."""
        own = {slug: claim["numbers"] | numbers.get(slug, {}) for slug, claim in claims.items()}
        return cls(figures, numbers | own, project.generated, claims)

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
            return notation.printed(self.numbers[slug][name], spec)
        except ValueError as error:
            raise BuildError(f"{where}[[{slug}.{name}:{spec}]]: {error}") from error
