"""A page, read once: everything that anybody asks of its Markdown, with the line on which it stands."""

import functools
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import Problem, SourceError
from dlnotes.site.project import Project
from dlnotes.site.sources import notation
from dlnotes.site.sources.scan import Block, Fence, Heading, Scan

_ID = re.compile(r"\{:?[^}]*#(?P<id>[\w-]+)[^}]*\}")
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]")


@dataclass(frozen=True, eq=False)
class Page:
    """What the reader found, in the order of the page."""

    name: str  # its path from the project's root
    text: str
    meta: dict
    headings: tuple[Heading, ...]
    prose: tuple[tuple[int, str], ...]  # (line, text) without front matter, fences and code spans
    options: frozenset[int]  # the lines that open a block or are its options
    fences: tuple[Fence, ...]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]  # what the reader could not place

    def problem(self, line: int, message: str) -> Problem:
        return Problem(self.name, line, message)

    @property
    def address(self):
        """Its path from docs/; links and navigation call it by this."""
        return self.name.removeprefix("docs/")

    @property
    def title(self):
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @functools.cached_property
    def lines(self):
        return self.text.split("\n")

    @functools.cached_property
    def figures(self):
        return notation.figures(self.prose)

    @functools.cached_property
    def anchors(self):
        """What a link may lead to: headings, ids given in braces, figures, cards, exercises and questions."""
        given = {found["id"] for _, line in self.prose for found in _ID.finditer(line)}
        blocks = {f"{block.name}-{block.argument}" for block in self.blocks}
        return given | blocks | {f"fig-{figure.slug}" for figure in self.figures} | self.heading_ids.keys()

    @functools.cached_property
    def heading_ids(self):
        """The ids that the table of contents gives to headings → their lines."""
        from markdown.extensions.toc import slugify

        counts, found = Counter(), {}
        for heading in self.headings:
            slug = slugify(plain(heading.text), "-")
            found[f"{slug}_{counts[slug]}" if counts[slug] else slug] = heading.line
            counts[slug] += 1
        return found


def plain(markdown: str) -> str:
    """A few words of Markdown without the marks of links, emphasis and code."""
    return _MARKUP.sub(lambda found: found[1] or "", markdown)


@functools.lru_cache(maxsize=4096)  # more than there are pages: they are asked for again and again
def read(text: str, name: str = "page") -> Page:
    """The page with this Markdown; the same text is read once."""
    scan = Scan(text)
    faults = sorted([*scan.faults, *notation.misread(scan.prose)])
    return Page(
        name,
        text,
        scan.meta,
        tuple(scan.headings),
        tuple(scan.prose),
        frozenset(scan.options),
        tuple(scan.fences),
        tuple(scan.blocks),
        tuple(Problem(name, line, message) for line, message in faults),
    )


def load(project: Project, path: Path) -> Page:
    """The page in a file. One that cannot be read is empty and has that problem."""
    name = project.name(path)
    try:
        return read(reading.text(path, name), name)
    except SourceError as error:
        return replace(read("", name), problems=(error.problem,))


def pages(project: Project) -> list[Page]:
    """Every page of the site, generated ones left out."""
    return [load(project, path) for path in project.lessons()]
