"""A page's HTML, kept until something that it is made of changes.

What a page is made of: its text; what was published of the slugs that it names; the snippets and exercises
that it names; and what every page is made of: the engine, the glossary, the versions of what renders, the
list of files that a link may lead to. A page whose rendering warned of something is not kept, so that a
strict build warns again.
"""

import hashlib
import json
import logging
from functools import cached_property
from importlib import metadata

from mkdocs.structure.toc import get_toc

from dlnotes.site.published import Generated
from dlnotes.site.results.cache import keep, kept

RENDERERS = ("Markdown", "pymdown-extensions", "Pygments", "math-core", "mkdocs")
OF_THE_WHOLE_NOTE = ("/// note |", "/// corrections |", "/// lessons |")  # such a page is made of everything


class Rendered:
    """The pages of one build, each rendered by MkDocs or taken from an earlier build."""

    def __init__(self, project, config, files, instead=None):
        """`instead(page, error)` is shown for a page that cannot be rendered; without it that is an error."""
        self.project, self.config, self.files, self.instead = project, config, files, instead

    def take_over(self, page) -> None:
        """From now on `page.render` looks here first."""
        render = page.render

        def kept_or_rendered(config, files):
            path, key = self._path(page), self._key(page)
            if not self._fill(page, kept(path, key)):
                with _Warnings() as warnings:
                    render(config, files)
                if not warnings.count:
                    keep(path, key, self._row(page))

        def surviving(config, files):
            try:
                kept_or_rendered(config, files)
            except Exception as error:
                page.content, page.toc = self.instead(page, error), get_toc([])
                page.present_anchor_ids, page.links_to_anchors = set(), {}

        page.render = surviving if self.instead else kept_or_rendered

    # -- what a page is made of --------------------------------------------------------------------------

    def _key(self, page):
        text = page.markdown
        made_of = [self._of_every_page, page.file.src_uri, text]
        if any(mark in text for mark in OF_THE_WHOLE_NOTE):
            made_of += [path.read_text(encoding="utf-8") for path in self._note_files]
            named = self._slugs
        else:
            # A caption may quote further slugs.
            captions = [row["caption"] for slug, row in self._published.figures.items() if slug in text]
            named = [slug for slug in self._slugs if slug in "\n".join([text, *captions])]
        made_of += [self._of_slug(slug) for slug in named]
        made_of += [digest for name, digest in self._snippets.items() if name in text]
        return hashlib.sha256("\0".join(made_of).encode()).hexdigest()

    @cached_property
    def _published(self):
        return Generated.of(self.project)

    @cached_property
    def _slugs(self):
        published = self._published
        drawings = [path.stem for path in published.folder.glob("figures/*.svg")]  # those that are owed, too
        return sorted({*drawings, *published.numbers, *published.claims})

    def _of_slug(self, slug):
        published = self._published
        tables = (published.figures, published.numbers, published.claims)
        drawing = published.folder / "figures" / f"{slug}.svg"
        svg = drawing.read_text(encoding="utf-8") if drawing.is_file() else ""
        return json.dumps([slug, *(table.get(slug) for table in tables)]) + svg

    @cached_property
    def _snippets(self):
        """How a page names a snippet or an exercise → what it is."""
        named = {path.name: path for path in self.project.snippets()} | self.project.exercises()
        return {name: _hash(path.read_bytes()) for name, path in named.items()}

    @cached_property
    def _note_files(self):
        return sorted([*self.project.docs.rglob("note.yml"), *self.project.lessons()])

    @cached_property
    def _of_every_page(self):
        package = self.project.package
        sources = [
            *package.glob("site/**/*.py"),
            *package.glob("claims/_*.py"),
            self.project.docs / "glossary.md",
        ]
        texts = [path.read_bytes() for path in sorted(sources) if path.is_file()]
        versions = [f"{name} {metadata.version(name)}" for name in RENDERERS]
        links = sorted(file.src_uri for file in self.files)
        options = [repr(self.config.markdown_extensions), repr(sorted(self.config.mdx_configs.items()))]
        options += [repr(self.config.validation), repr(self.config.use_directory_urls)]
        return _hash(b"\0".join([*texts, *map(str.encode, [*versions, *links, *options])]))

    # -- what is kept ------------------------------------------------------------------------------------

    def _path(self, page):
        return self.project.cache / "pages" / f"{page.file.src_uri.replace('/', '.')}.json"

    @staticmethod
    def _row(page):
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        return {
            "content": page.content,
            "toc": [_token(link) for link in page.toc],
            "title": page._title_from_render,
            "anchors": sorted(page.present_anchor_ids),
            "links": links,
        }

    def _fill(self, page, row):
        """Give a page what was kept of it; whether there was something."""
        if row is None:
            return False
        page.content, page._title_from_render = row["content"], row["title"]
        page.toc = get_toc(row["toc"])
        page.present_anchor_ids = set(row["anchors"])
        found = {self.files.get_file_from_path(uri): anchors for uri, anchors in row["links"].items()}
        page.links_to_anchors = found
        return None not in found


class _Warnings(logging.Handler):
    """Counts what is said as loud as a warning while it is open."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record):
        self.count += 1

    def __enter__(self):
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_):
        logging.getLogger("mkdocs").removeHandler(self)


def _token(link):
    children = [_token(child) for child in link.children]
    return {"name": link.title, "id": link.id, "level": link.level, "children": children}


def _hash(data):
    return hashlib.sha256(data).hexdigest()
