"""Sentences that look checkable and carry no claim: a gap finder, not a proof that the rest is covered.

Looked at is the running text of the lessons: no code, no headings, no captions, no quotations, no card. A sentence looks checkable if it has a
number, a comparison or one of the words below. It is covered if a number in it comes from a result (`[[slug.name:format]]`) or if it
links to a claim.
"""
import re

from dlnotes.site.pages import CARD, NUMBER, prose
from dlnotes.site.project import Project

WORDS = """always never cannot must only every all none no more less fewer larger smaller faster slower better worse best worst
because therefore equal exactly impossible guarantees prevents causes""".split()
CHECKABLE = re.compile(rf"\d|[<>=≤≥]|\b(?:{'|'.join(WORDS)})\b|\bthan\b", re.I)
COVERED = re.compile(rf"{NUMBER.pattern.replace('?P<slug>', '?:').replace('?P<name>', '?:').replace('?P<spec>', '?:')}|#claim-")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”)*]*\s+(?=[A-Z“*(])")
_LEFT_OUT = re.compile(r"#|>|!\[|\||///|---|:|<|!!!|\?\?\?|    |\[\^")


def sentences(text: str):
    """(line, sentence) of the running text of a page."""
    text = re.sub(r"\A---\n.*?\n---\n", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
    paragraph, start = [], None
    for number, line in [*prose(text), (None, "")]:
        broken = number is None or not line.strip() or _LEFT_OUT.match(line) or CARD.match(line)
        if not broken:
            start = start or number
            paragraph.append(line.strip())
        elif paragraph:
            yield from ((start, sentence) for sentence in _SENTENCE.split(" ".join(paragraph)))
            paragraph, start = [], None


def gaps(project: Project):
    """(page, line of its paragraph, sentence) for each sentence of a lesson that looks checkable and carries no claim."""
    found = []
    for page in sorted((project.docs / "deep-learning").rglob("*.md")):
        name = page.relative_to(project.root).as_posix()
        for line, sentence in sentences(page.read_text(encoding="utf-8")):
            bare = re.sub(r"\$\$.*?\$\$|\$[^$]+\$|\[([^\]]*)\]\([^)]*\)|\"[^\"]*\"|“[^”]*”", lambda m: m[1] or " ", sentence)
            if CHECKABLE.search(bare) and not COVERED.search(sentence):
                found.append((name, line, sentence))
    return found
