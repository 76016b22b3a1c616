"""A note on its front page: `/// note | folder` tells it statement by statement, `/// corrections | folder`
what was corrected and when, `/// lessons | folder` which lessons it has. All are plain HTML; the filter by
verdict needs no script.
"""

import posixpath
import xml.etree.ElementTree as etree

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from dlnotes.claims._claim import VERDICTS
from dlnotes.site.errors import unknown
from dlnotes.site.pages import places
from dlnotes.site.pages.claims import text_in
from dlnotes.site.pages.lessons import cards
from dlnotes.site.project import BuildError, Project
from dlnotes.site.published import Generated
from dlnotes.site.sources.claims import relinked
from dlnotes.site.sources.note import INDEX, notes
from dlnotes.site.sources.page import pages


def tell(parent, note, claims, figures) -> None:
    """The note's headings and statements. `figures` is slug → the page that shows it, from docs/."""
    folder = posixpath.join(*note.folder.parts[-2:])
    own = [claims[each.claim] for each in note.statements if each.claim in claims]
    _filter(parent, own)
    for page, parts in note.outline.items():
        for part in parts if page != INDEX else ():
            _heading(parent, page, part)
            _statements(parent, part.statements, folder, claims, figures)


def _heading(parent, page, part):
    heading = text_in(parent, f"h{part.level + 1}", part.text)
    if part.level == 1:
        heading.text = f"[{part.text}]({page})"


def _statements(parent, statements, folder, claims, figures):
    items = etree.SubElement(parent, "ul", {"class": "dl-statements"}) if statements else None
    for statement in statements:
        claim = claims.get(statement.claim)
        item = etree.SubElement(items, "li", {"data-verdict": claim["verdict"] if claim else statement.kind})
        if claim:
            item.set("id", statement.claim)
            text_in(item, "span", claim["verdict"].capitalize(), {"class": "dl-verdict"})
        if statement.says:
            says = text_in(item, "p", statement.says)
            if claim:
                places.link(says, statement.claim, "statement")
        if statement.figure:
            target = f"{posixpath.relpath(figures[statement.figure], folder)}#fig-{statement.figure}"
            text_in(item, "p", f"[Its figure, drawn again]({target})", {"class": "dl-figure-place"})
        if claim:
            _answer(item, statement.claim, claim, folder)


def _answer(item, slug, claim, folder):
    details = etree.SubElement(item, "details")
    etree.SubElement(details, "summary").text = "What is true"
    body = etree.SubElement(details, "div")
    text_in(body, "p", _from(folder, claim["statement"]))
    text_in(
        body,
        "p",
        f"[In the lesson, with the evidence]({posixpath.relpath(claim['page'], folder)}#claim-{slug})",
    )


def _from(folder, markdown):
    """A text whose links lead from the top of docs/, with links that lead from `folder`."""
    return relinked(markdown, lambda path: posixpath.relpath(path, folder))


def _filter(parent, claims):
    fieldset = etree.SubElement(parent, "fieldset")
    etree.SubElement(fieldset, "legend").text = "Show"
    for name in ("all", *(verdict for verdict in VERDICTS if any(c["verdict"] == verdict for c in claims))):
        count = len(claims) if name == "all" else sum(claim["verdict"] == name for claim in claims)
        label = etree.SubElement(fieldset, "label")
        radio = etree.SubElement(label, "input", {"type": "radio", "name": "verdict", "value": name})
        if name == "all":
            radio.set("checked", "checked")
        radio.tail = f" {name} ({count})"


def log(parent, note) -> None:
    """The corrections, folded, under their dates, youngest first."""
    fold = etree.SubElement(parent, "details")
    etree.SubElement(fold, "summary").text = f"{len(note.corrections)} corrections"
    items, before = etree.SubElement(fold, "dl"), None
    for correction in sorted(note.corrections, key=lambda each: each.date, reverse=True):
        if correction.date != before:
            before = correction.date
            etree.SubElement(items, "dt").text = f"{before:%d %B %Y}".lstrip("0")
        text_in(items, "dd", correction.says)


class NoteBlock(Block):
    """`/// note | folder`, closed by `///`."""

    NAME, ARGUMENT = "note", True

    def on_create(self, parent):
        element = etree.SubElement(parent, "div", {"class": "dl-note"})
        project = self.config["project"]
        shown = {figure.slug: page.address for page in pages(project) for figure in page.figures}
        tell(element, _note(project, self.argument), self.config["generated"].claims, shown)
        return element


class Corrections(Block):
    """`/// corrections | folder`, closed by `///`."""

    NAME, ARGUMENT = "corrections", True

    def on_create(self, parent):
        element = etree.SubElement(parent, "div", {"class": "dl-corrections"})
        log(element, _note(self.config["project"], self.argument))
        return element


class Lessons(Block):
    """`/// lessons | folder`, closed by `///`; on a page elsewhere, `leads` is the way to the folder."""

    NAME, ARGUMENT, OPTIONS = "lessons", True, {"leads": ["", type_any]}

    def on_create(self, parent):
        element = etree.SubElement(parent, "div", {"class": "dl-cards"})
        project, generated, leads = self.config["project"], self.config["generated"], self.options["leads"]
        cards(element, _note(project, self.argument), project, generated, leads, self.md.htmlStash.store)
        return element


def _note(project, slug):
    known = {note.folder.name: note for note in notes(project)}
    if slug not in known:
        raise BuildError(unknown("note", slug, known))
    return known[slug]


class Notes(BlocksExtension):
    def __init__(self, project: Project, generated: Generated):
        self.project, self.generated = project, generated
        self.config = {}
        super().__init__()

    def extendMarkdownBlocks(self, md, block_mgr):
        for block in (NoteBlock, Corrections, Lessons):
            block_mgr.register(block, {"generated": self.generated, "project": self.project})
