"""Formulas on pages: MathML, which the browser draws in our font, and the TeX, which a reader copies."""

import xml.etree.ElementTree as etree
from html import unescape

from markdown.treeprocessors import Treeprocessor

from dlnotes.site.pages.mathml import expanded, mathml

# In ems, as guessed by `_width`. Wider ones may not fit beside a list's indentation on a 320 px phone: their
# box scrolls, and a box that scrolls must be reachable by keyboard.
WIDE = 10.5


def render(tex: str, display: bool, words: str = "") -> etree.Element:
    """One formula as an element. The search index reads `words`, and nothing else of it."""
    math = mathml(tex, display)
    # A custom element: Material's index ends an exclusion at the first inner end tag of the same name.
    whole, unread = etree.Element("x-tex"), {"data-search-exclude": ""}
    if display:
        whole.set("data-display", "")
    if _width(math) > WIDE:
        whole.attrib |= {"tabindex": "0", "role": "group", "aria-label": "formula"}
    if words:
        etree.SubElement(whole, "span", {"hidden": ""}).text = words
    whole.append(math)
    copied = etree.SubElement(whole, "span", {"aria-hidden": "true"})
    copied.text = expanded(tex)
    for part in (math, copied) if words else (whole,):
        part.attrib |= unread
    return whole


def _width(element):
    """A guess, within a third; of what stands above each other the widest counts."""
    parts = [_width(child) for child in element]
    if element.tag == "mtable":
        rows = [[_width(cell) for cell in row] for row in element]
        return sum(max(row[i] for row in rows if i < len(row)) for i in range(max(map(len, rows))))
    if element.tag in ("mfrac", "munder", "mover", "munderover"):
        return max(parts)
    if element.tag in ("msub", "msup", "msubsup"):
        return parts[0] + 0.7 * max(parts[1:])
    own = 0.5 * len(element.text or "") + 0.5 * (element.tag == "mo" and "stretchy" not in element.attrib)
    return own + float(element.get("width", "0").removesuffix("em")) + sum(parts)


def tex_of(marked: etree.Element) -> str:
    r"""The TeX of what pymdownx.arithmatex (generic) has marked, without its \( and \) or \[ and \]."""
    return unescape(marked.get("data-tex") or marked.text)[2:-2]


class Formulas(Treeprocessor):
    """Draws all that arithmatex has marked."""

    def run(self, root):
        for parent in list(root.iter()):
            for place, marked in enumerate(parent):
                if marked.get("class") == "arithmatex":
                    formula = render(tex_of(marked), marked.tag == "div", marked.get("data-words", ""))
                    formula.tail = marked.tail
                    parent[place] = formula


def extend(md) -> None:
    """Last of all: contents and title have been taken from the page, and links been checked."""
    md.treeprocessors.register(Formulas(md), "dl-formulas", -20)
