"""Formulas in words, for a page's title, the navigation, the contents, anchors and the search."""

import re
import unicodedata

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dlnotes.site.pages.formulas import tex_of
from dlnotes.site.pages.mathml import mathml

_OVER = {"msup", "mover", "msub", "munder", "msubsup", "munderover"}


def spoken(tex: str) -> str:
    r"""A formula as one line of text: `\log y` is "log y", `\frac{a}{b}` is "a/b", `x_i^2` is "x_i^2"."""
    text = unicodedata.normalize("NFKC", _words(mathml(tex, display=False)))  # ℝ is R
    return re.sub(r" (?=[(,])|(?<=\() ", "", " ".join(text.split()))


def _words(element):
    parts = [_words(child) for child in element]
    text = "".join(c for c in element.text or "" if not unicodedata.category(c).startswith(("M", "C")))
    if element.tag in ("mspace", "mtd"):
        return "".join(parts) + " "
    if element.tag == "mo":
        relation = text == "," or (unicodedata.category(text or " ") == "Sm" and element.get("lspace") != "0")
        return f" {text} " if relation or not text else text
    if element.tag == "mfrac":
        return "/".join(map(_grouped, parts))
    if element.tag in ("msqrt", "mroot"):
        return "√" + _grouped(parts[0])
    if element.tag in _OVER and not {"accent", "accentunder"} & set(element.attrib):
        return _scripts(element.tag, *parts)
    return parts[0] if element.tag in _OVER else text + "".join(parts)


def _scripts(tag, base, *scripts):
    marks = "_^" if len(scripts) == 2 else "_" if tag in ("msub", "munder") else "^"
    for mark, script in zip(marks, scripts):
        base += script if script.strip("′″‴") == "" else mark + _grouped(script)
    return base + " " * tag.startswith("mu")  # limits of a sum: what follows is another factor


def _grouped(text):
    text = text.strip()
    return text if re.fullmatch(r"\w*|[(\[].*[)\]]", text) else f"({text})"


class Titles(Treeprocessor):
    """In headings, words stand for formulas until title, contents and anchors have been made of them."""

    def run(self, root):
        for heading in root.iter():
            if re.fullmatch("h[1-6]", str(heading.tag)):
                for formula in heading.iterfind(".//span[@class='arithmatex']"):
                    words = spoken(tex_of(formula))
                    formula.attrib |= {"data-tex": formula.text, "data-words": words}
                    formula.text = AtomicString(words)


def extend(md) -> None:
    """Just after Markdown has been read within paragraphs (20), before contents are made (5)."""
    md.treeprocessors.register(Titles(md), "dl-titles", 15)
