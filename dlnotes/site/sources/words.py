"""How many words a lesson has, and how long it takes to read."""

import math
import re
from dataclasses import dataclass

from dlnotes.site.sources.page import Page

A_MINUTE = 180  # words of a text that one has to think about
LOOKS = 0.5  # minutes for a figure, and for a piece of code
_FOLD = re.compile(r"\?\?\?\+? ")
_SILENT = re.compile(r"\s*(#|!\[|\||\{:|///)")  # headings, images, tables, attributes, ends of blocks
_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]+\$", re.S)
_TARGET = re.compile(r"\]\([^)]*\)|\{[^}]*\}")
_WORD = re.compile(r"[^\s—–|>*_-]*[\w$][^\s—–]*")


@dataclass(frozen=True)
class Words:
    """The words of a page's running text, of its cards and of its folds; exercises and code are left out."""

    running: int
    cards: int
    folds: int


def words(page: Page) -> Words:
    """What is to be read of a page, counted."""
    asked = {number for block in page.blocks if block.name != "claim" for number, _ in block.body}
    cards = {number for block in page.blocks if block.name == "claim" for number, _ in block.body}
    cards, asked = cards - page.options, asked | page.options
    lines, folds = {"running": [], "cards": [], "folds": []}, False
    for number, line in page.prose:
        folds = bool(_FOLD.match(line)) or (folds and (not line.strip() or line.startswith("    ")))
        if number in asked or _SILENT.match(line):
            continue
        lines["cards" if number in cards else "folds" if folds else "running"].append(line)
    return Words(**{name: count("\n".join(found)) for name, found in lines.items()})


def count(markdown: str) -> int:
    """The words of some Markdown; a formula is one, the target of a link none."""
    return len(_WORD.findall(_TARGET.sub("] ", _FORMULA.sub(" x ", markdown))))


def minutes(page: Page) -> int:
    """How long its running text, cards, figures and code take, without folds and exercises."""
    found = words(page)
    code = [fence for fence in page.fences if fence.python]
    return math.ceil((found.running + found.cards) / A_MINUTE + LOOKS * (len(page.figures) + len(code)))
