"""Terms of `docs/glossary.md` as tooltips: the first occurrence of a term on a page explains itself. On the
glossary's own page each has an address."""

import xml.etree.ElementTree as etree

from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

from dlnotes.site.pages import places
from dlnotes.site.project import Project
from dlnotes.site.sources.glossary import terms
from dlnotes.site.sources.page import load


class FirstOnly(Treeprocessor):
    """One tooltip for each explanation, and none where text is a label: more would be noise."""

    LABELS = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "summary", "dl", "th"}

    def run(self, root):
        self._visit(root, label=False, seen=set())

    def _visit(self, element, label, seen):
        for child in list(element):
            if child.tag != "abbr":
                self._visit(child, label or child.tag in self.LABELS, seen)
            elif label or child.get("title") in seen:
                _unwrap(element, child)
            else:
                seen.add(child.get("title"))


class Addresses(Treeprocessor):
    """A term and its explanation become one place."""

    def __init__(self, md, known):
        super().__init__(md)
        self.known = known

    def run(self, root):
        for entries in root.iter("dl"):
            for term, explanation in zip(entries[::2], entries[1::2]):
                if {*(term.text or "").split(", ")} <= self.known:
                    self._join(entries, term, explanation)

    def _join(self, entries, term, explanation):
        entry = etree.Element("div")
        entries.insert(list(entries).index(term), entry)
        places.name(entry, f"term-{slugify(term.text.split(', ')[0], '-')}", term.text)
        places.link(term, entry.get("id"), "term")
        term.set("data-search-exclude", "")  # it is the title of the place
        for part in (term, explanation):
            entries.remove(part)
            entry.append(part)


def _unwrap(parent, child):
    index = list(parent).index(child)
    text = (child.text or "") + (child.tail or "")
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


def extend(md, project: Project) -> None:
    """Make every page of `md` explain the terms of the glossary."""
    path = project.docs / "glossary.md"
    known = terms(load(project, path)) if path.is_file() else {}
    AbbrExtension(glossary=known).extendMarkdown(md)
    md.treeprocessors.register(FirstOnly(md), "dl-first-only", 6)  # just after abbr (7)
    md.treeprocessors.register(Addresses(md, known.keys()), "dl-terms", 30)  # while its terms are plain text
