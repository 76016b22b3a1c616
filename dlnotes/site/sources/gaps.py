"""Sentences that look checkable and carry no claim: a gap finder, not a proof that the rest is covered.

Looked at is the running text of the lessons: no code, no headings, no captions, no quotations, no card, no
option of a question, which may be wrong on purpose (its explanation may not). A sentence looks checkable if
it has a number, a comparison or one of the words below. It is covered if a number in it comes from a result
(`[[slug.name:format]]`) or if it links to a claim.
"""

import re

from dlnotes.site.project import Project
from dlnotes.site.sources.page import Page, pages, read

WORDS = """always never cannot must only every all none no more less fewer larger smaller faster slower better
worse best worst because therefore equal exactly impossible guarantees prevents causes""".split()
CHECKABLE = re.compile(rf"\d|[<>=≤≥]|\b(?:{'|'.join(WORDS)})\b|\bthan\b", re.I)
COVERED = re.compile(r"\[\[[a-z0-9-]+\.\w+:[^\]]*\]\]|#claim-")
_LEFT_OUT = re.compile(r"#|>|!\[|\||///|---|:-|<|!!!|\?\?\?|\[\^")
_ITEM = re.compile(r"\s*(?:[-*+:]|\d+[.)])\s+")
_QUIET = re.compile(r"\$\$.*?\$\$|\$[^$]+\$|\]\([^)]*\)|\{[^}]*\}|</?[a-z][^>]*>|\"[^\"]*\"|“[^”]*”")
_END = re.compile(r"[.!?][\"”)*_]*(?=\s+[A-Z“*\[])|\Z")


def paragraphs(page: Page):
    """(line, text) of the running text of a page, an item of a list by itself."""
    found, start, left_out = [], None, {None, *_left_out(page)}
    for number, line in [*page.prose, (None, "")]:
        item = _ITEM.match(line)
        if found and (item or number in left_out):
            yield start, " ".join(found)
            found = []
        if number not in left_out:
            start = start if found else number
            found.append(line[item.end() if item else 0 :].strip())


def _left_out(page):
    """The lines of cards and of the options of blocks and questions, and those that are no prose."""
    yield from page.options
    yield from (number for block in page.blocks if block.name == "claim" for number, _ in block.body)
    for number, (line, below) in enumerate(zip(page.lines, [*page.lines[1:], ""]), 1):
        if not line.strip() or _LEFT_OUT.match(line.lstrip()) or re.match(r":\s", below):
            yield number


def sentences(page: Page | str):
    """(line of its paragraph, sentence, the same without formulas, targets and quotations) of a page."""
    for line, paragraph in paragraphs(read(page) if isinstance(page, str) else page):
        quiet, start = _QUIET.sub(lambda m: re.sub(r"[\w<>=≤≥]", "·", m[0]), paragraph), 0
        for end in _END.finditer(quiet):
            if re.search("[a-z]{2}", quiet[start : end.end()]):
                yield line, paragraph[start : end.end()].strip(), quiet[start : end.end()]
            start = end.end()


def gaps(project: Project) -> list[tuple[str, int, str]]:
    """(page, line of its paragraph, sentence) of what looks checkable and carries no claim."""
    return [
        (page.name, line, sentence)
        for page in pages(project)
        if "/" in page.address
        for line, sentence, quiet in sentences(page)
        if CHECKABLE.search(quiet) and not COVERED.search(sentence)
    ]
