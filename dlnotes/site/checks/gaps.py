"""Sentences that look checkable and carry no claim: a gap finder, not a proof that the rest is covered.

Looked at is the running text of the lessons: no code, no headings, no captions, no quotations, no card, no option of a question, which may be
wrong on purpose (its explanation may not). A sentence looks checkable if it has a
number, a comparison or one of the words below. It is covered if a number in it comes from a result (`[[slug.name:format]]`) or if it
links to a claim.
"""

import re

from dlnotes.site.project import Project
from dlnotes.site.sources.prose import blocks, prose

WORDS = """always never cannot must only every all none no more less fewer larger smaller faster slower better worse best worst
because therefore equal exactly impossible guarantees prevents causes""".split()
CHECKABLE = re.compile(rf"\d|[<>=≤≥]|\b(?:{'|'.join(WORDS)})\b|\bthan\b", re.I)
COVERED = re.compile(r"\[\[[a-z0-9-]+\.\w+:[^\]]*\]\]|#claim-")
_LEFT_OUT = re.compile(r"#|>|!\[|\||///|---|:-|<|!!!|\?\?\?|\[\^")
_ITEM = re.compile(r"\s*(?:[-*+:]|\d+[.)])\s+")
_QUIET = re.compile(r"\$\$.*?\$\$|\$[^$]+\$|\]\([^)]*\)|\{[^}]*\}|</?[a-z][^>]*>|\"[^\"]*\"|“[^”]*”")
_END = re.compile(r"[.!?][\"”)*_]*(?=\s+[A-Z“*\[])|\Z")


def paragraphs(text: str):
    """(line, text) of the running text of a page, an item of a list by itself."""
    text = re.sub(r"\A---\n.*?\n---\n", lambda m: "\n" * m[0].count("\n"), text, flags=re.S)
    source, found, start = text.splitlines(), [], None
    notation = set(_notation(source)) | _words_of_claims(text)
    for number, line in [*prose(text), (None, "")]:
        item = _ITEM.match(line)
        left_out = not line.strip() or number in notation or _LEFT_OUT.match(source[number - 1].lstrip())
        if found and (item or left_out):
            yield start, " ".join(found)
            found = []
        if not left_out:
            start = start if found else number
            found.append(line[item.end() if item else 0 :].strip())


def _notation(source):
    """The numbers of the lines that are options: those of a block, below its first line, and those of a question, above their explanation."""
    header = False
    for number, line in enumerate(source, 1):
        header = line.startswith("/// ") or (header and line.startswith("    "))
        if header or re.match(r":\s", source[number] if number < len(source) else ""):
            yield number


def _words_of_claims(text):
    """The numbers of the lines inside cards."""
    return {number for block in blocks(text) if block.name == "claim" for number, _ in block.body}


def sentences(text: str):
    """(line of its paragraph, sentence, the same without formulas, targets of links and quotations) of a page."""
    for line, paragraph in paragraphs(text):
        quiet, start = _QUIET.sub(lambda m: re.sub(r"[\w<>=≤≥]", "·", m[0]), paragraph), 0
        for end in _END.finditer(quiet):
            if re.search("[a-z]{2}", quiet[start : end.end()]):
                yield line, paragraph[start : end.end()].strip(), quiet[start : end.end()]
            start = end.end()


def gaps(project: Project):
    """(page, line of its paragraph, sentence) for each sentence of a lesson that looks checkable and carries no claim."""
    found = []
    for page in sorted((project.docs / "deep-learning").rglob("*.md")):
        name = page.relative_to(project.root).as_posix()
        for line, sentence, quiet in sentences(page.read_text(encoding="utf-8")):
            if CHECKABLE.search(quiet) and not COVERED.search(sentence):
                found.append((name, line, sentence))
    return found
