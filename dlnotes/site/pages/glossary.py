"""Terms of `docs/glossary.md` as tooltips: on every other page the first occurrence of a term explains itself."""

import re
from pathlib import Path

from markdown.extensions.abbr import AbbrExtension
from markdown.treeprocessors import Treeprocessor

_ENTRY = re.compile(r"^(?P<term>\S[^\n]*)\n\n?:[ ]+(?P<text>.+(?:\n(?:[ ]{4}.*))*)", re.M)
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*`]")


def terms(text: str) -> dict[str, str]:
    """Term → plain-text explanation (its first paragraph) from a page of definition lists; `a, b` defines both names."""
    found = {}
    for entry in _ENTRY.finditer(text):
        plain = " ".join(_MARKUP.sub(lambda m: m[1] or "", entry["text"]).split())
        for term in entry["term"].split(", "):
            found[_MARKUP.sub(lambda m: m[1] or "", term).strip()] = plain
    return found


class FirstOnly(Treeprocessor):
    """A dotted underline under every second word is noise: one tooltip for each explanation, and none where text is a label."""

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


def extend(md, path: Path) -> None:
    """Make every page of `md` explain the terms of the glossary at `path`."""
    known = terms(path.read_text(encoding="utf-8")) if path.is_file() else {}
    extension = AbbrExtension(glossary=known)
    extension.extendMarkdown(md)
    md.treeprocessors.register(FirstOnly(md), "dl-first-only", 6)  # just after abbr (7)
