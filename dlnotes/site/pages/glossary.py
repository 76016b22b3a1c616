"""Terms of `docs/glossary.md` as tooltips: the first occurrence of a term on a page explains itself."""

from markdown.extensions.abbr import AbbrExtension
from markdown.treeprocessors import Treeprocessor

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
    extension = AbbrExtension(glossary=terms(load(project, path)) if path.is_file() else {})
    extension.extendMarkdown(md)
    md.treeprocessors.register(FirstOnly(md), "dl-first-only", 6)  # just after abbr (7)
