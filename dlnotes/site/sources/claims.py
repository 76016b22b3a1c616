"""Claims as pages word them: `/// claim | slug`, options for what is one word, definitions for the rest.

The definitions are read twice by the same function: from a page's source before anything is rendered, so that
what is wrong is named with its place, and when the card is rendered.
"""

import functools
import posixpath
import re
from dataclasses import dataclass, replace

from markdown import Markdown

from dlnotes.claims._claim import VERDICTS
from dlnotes.site.errors import BuildError, Problem, SourceError
from dlnotes.site.project import Project
from dlnotes.site.sources.note import notes
from dlnotes.site.sources.page import pages, read
from dlnotes.site.sources.scan import Block

KINDS = ("identity", "derivation", "experiment", "citation")
EVIDENCE = ("snippet", "lab", "figure")  # options that name what else there is to look at
OPTIONS = ("kind", "verdict", *EVIDENCE)
TERMS = {
    "The note": "note",
    "What holds": "statement",
    "What ran": "ran",
    "Decided by": "tolerance",
    "Wrong version": "wrong",
    "Source": "source",
    "Conditions": "conditions",
}
OF_CITATIONS = {"What holds", "Source"}  # each needs both
OF_CHECKS = {"What holds", "What ran", "Decided by", "Wrong version"}
_CONDITION = re.compile(r"`(?P<slug>[a-z0-9-]+)`: (?P<words>.+)")
_LINK = re.compile(r"\]\((?![a-z]+:)(?P<path>[^)\s#]*)")


@dataclass(frozen=True)
class Card:
    """One claim in the words of its page."""

    slug: str
    page: str  # from the top of docs/
    line: int
    section: str  # the heading that it stands under
    kind: str
    verdict: str  # typed for a citation; of any other claim it follows from the evidence
    texts: dict[str, str]  # note, statement, ran, tolerance, wrong, source: Markdown, "" if there is none
    conditions: dict[str, str]  # slug, as the check has it → words
    see: dict[str, str]  # further evidence: kind → name

    @property
    def where(self) -> str:
        return f"docs/{self.page}:{self.line}: claim {self.slug}: "

    def problem(self, said: str) -> Problem:
        return Problem(f"docs/{self.page}", self.line, f"claim {self.slug}: {said}")

    @property
    def by_citation(self) -> bool:
        return self.kind == "citation"


def cards(project: Project) -> dict[str, Card]:
    """Slug → card of every page, in the order of the navigation; those left out are told by `problems`."""
    return _read(project)[0]


def problems(project: Project) -> list[Problem]:
    """What is wrong with the cards that are left out: one cannot be read, or its slug has another."""
    return _read(project)[1]


def _read(project):
    found, wrong, stated = {}, [], _stated(project)
    navigation = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    for page in sorted(pages(project), key=lambda page: navigation.find(page.address)):
        for block in _blocks(page):
            try:
                card = _with_note(_card(block, page.address), stated)
            except BuildError as error:
                wrong.append(Problem.of(error))
                continue
            if other := found.get(card.slug):
                wrong.append(card.problem(f"its card stands in docs/{other.page}:{other.line} already"))
            found.setdefault(card.slug, card)
    return found, wrong


def _stated(project):
    """Claim → what a note says; None if a note cannot be read, which a rule of notes tells."""
    try:
        return {each.claim: each.says for note in notes(project) for each in note.statements if each.claim}
    except SourceError:
        return None


def _with_note(card, stated):
    """The card with what the note says: as its statement in note.yml has it, or in the card's own words."""
    own, said = card.texts["note"], (stated or {}).get(card.slug)
    if own and said:
        raise BuildError(f"{card.where}note.yml has what the note says already, so 'The note' goes here")
    if not own and not said and stated is not None:
        raise BuildError(f"{card.where}'The note' is missing, and no statement in note.yml has this claim")
    return replace(card, texts=card.texts | {"note": own or said or ""})


def of_page(text: str, page: str) -> list[Card]:
    """The cards of a page's source, in order; `page` is its path from the top of docs/."""
    return [_card(block, page) for block in _blocks(read(text, f"docs/{page}"))]


def _blocks(page):
    return [block for block in page.blocks if block.name == "claim"]


def parts(element, where: str) -> tuple[dict[str, str], dict[str, str]]:
    """(texts, conditions) of a block's inside, which is one definition list whose text is still Markdown."""
    if [child.tag for child in element] != ["dl"]:
        raise BuildError(f"{where}its words are one definition list: a term, and below it `:   …`")
    said = _definitions(element[0], where)
    conditions = _conditions(said.pop("Conditions", []), where)
    for term, texts in said.items():
        if len(texts) != 1:
            raise BuildError(f"{where}{term!r} needs one paragraph, not {len(texts)}")
    return {TERMS[term]: text for term, (text,) in said.items()}, conditions


def rebased(markdown: str, page: str) -> str:
    """The same text with links that lead from the top of docs/, not from `page`."""
    folder = posixpath.dirname(page)

    def lead(path):
        return posixpath.normpath(posixpath.join(folder, path)) if path else page

    return relinked(markdown, lead)


def relinked(markdown: str, lead) -> str:
    """The same text, the path of each link within the site changed by `lead`."""
    return _LINK.sub(lambda match: f"]({lead(match['path'])}", markdown)


# -- one block -----------------------------------------------------------------------------------------------


def _card(block: Block, page):
    where = f"docs/{page}:{block.line}: claim {block.argument}: "
    _check_options(block.options, where)
    inside = _markdown().parser.parseDocument(block.text.splitlines()).getroot()
    texts, conditions = parts(inside, where)
    kind, verdict = block.options["kind"], block.options.get("verdict", "")
    _check_terms(kind, texts, conditions, where)
    see = {name: str(value) for name, value in block.options.items() if name in EVIDENCE}
    whole = {name: texts.get(name, "") for name in TERMS.values() if name != "conditions"}
    return Card(block.argument, page, block.line, block.heading, kind, verdict, whole, conditions, see)


@functools.cache
def _markdown():
    return Markdown(extensions=["def_list"])


def _check_options(options, where):
    for name in options:
        if name not in OPTIONS:
            raise BuildError(f"{where}no option is called {name!r}; there are {', '.join(OPTIONS)}")
    kind, verdict = options.get("kind"), options.get("verdict")
    if kind not in KINDS:
        raise BuildError(f"{where}its kind is one of {', '.join(KINDS)}, not {kind!r}")
    if kind == "citation" and verdict not in VERDICTS:
        raise BuildError(f"{where}the verdict of a citation is one of {', '.join(VERDICTS)}, not {verdict!r}")
    if kind != "citation" and verdict is not None:
        raise BuildError(f"{where}a verdict follows from the evidence and is typed for a citation only")


def _check_terms(kind, texts, conditions, where):
    said = {term for term, name in TERMS.items() if name in texts} | ({"Conditions"} if conditions else set())
    needed = OF_CITATIONS if kind == "citation" else OF_CHECKS
    for term in TERMS:
        if term in needed - said:
            raise BuildError(f"{where}{term!r} is missing")
        if kind == "citation" and term in said - needed - {"The note"}:
            raise BuildError(f"{where}nothing runs for a citation, so it has no {term!r}")


def _definitions(element, where):
    """Term → its paragraphs."""
    said = {}
    for child in element:
        text = " ".join((child.text or "").split())
        if child.tag == "dt":
            if text not in TERMS:
                raise BuildError(f"{where}no term is called {text!r}; there are {', '.join(TERMS)}")
            if text in said:
                raise BuildError(f"{where}{text!r} stands there twice")
            said[text] = []
        elif len(child) or not text:
            raise BuildError(
                f"{where}{[*said][-1]!r} is not one paragraph with further lines indented by four spaces"
            )
        else:
            said[[*said][-1]].append(text)
    return said


def _conditions(texts, where):
    """Slug → words of each tested condition."""
    found = {}
    for text in texts:
        condition = _CONDITION.fullmatch(text)
        if not condition:
            raise BuildError(f"{where}a condition is its slug and its words, `slug`: words; not {text!r}")
        if condition["slug"] in found or condition["words"] in found.values():
            raise BuildError(f"{where}two of its conditions are the same: {text!r}")
        found[condition["slug"]] = condition["words"]
    return found
