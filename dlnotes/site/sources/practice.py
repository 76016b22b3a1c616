"""What a lesson asks of its reader: exercises and quick questions, as they stand in a page's source.

`/// exercise | slug` holds an exercise's statement, its hints and why the solution is right; the code comes
from its file (see `dlnotes.site.sources.exercises`). `/// question | slug` is a prompt and a definition list:
an option, and why it is right or tempts. The functions that take a block apart work on elements whose text is
still Markdown, so that the renderer uses the same ones.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from dlnotes.site.sources.page import Page
from dlnotes.site.sources.scan import Block

LEVELS = ("by hand", "in code", "break it")
FEWEST_OPTIONS = 3
SOLUTION, RIGHT, WRONG = "Solution", "Right.", "Not quite."
OPTIONS = {"exercise": ("level", "title"), "question": ("key",)}


@dataclass(frozen=True)
class Exercise:
    """An exercise as a page shows it: where, which, how hard."""

    line: int
    slug: str
    level: str


@dataclass(frozen=True)
class Option:
    """One answer of a question, and what opening it says."""

    text: str
    explanation: str

    @property
    def right(self):
        return self.explanation.startswith(RIGHT)


@dataclass(frozen=True)
class Question:
    """A quick question of a page; `key` is the expression that computes its right answer, if one does."""

    line: int
    slug: str
    key: str
    options: tuple[Option, ...]


def exercises(page: Page) -> list[Exercise]:
    """The exercises of a page, in order."""
    found = (block for block in page.blocks if block.name == "exercise")
    return [Exercise(block.line, block.argument, str(block.options.get("level"))) for block in found]


def questions(page: Page) -> list[Question]:
    """The questions of a page, in order; one that breaks a rule may lack options."""
    found = []
    for block in page.blocks:
        if block.name == "question":
            options = tuple(Option(source(term), source(told)) for term, told in answers(_tree(block.text)))
            found.append(Question(block.line, block.argument, str(block.options.get("key", "")), options))
    return found


# -- a block taken apart -------------------------------------------------------------------------------------


def parts_of_exercise(element):
    """(statement, folds): what stands before the first fold, and the rest: hints, and last the solution."""
    first = next((i for i, child in enumerate(element) if child.tag == "details"), len(element))
    return element[:first], element[first:]


def answers(element):
    """[(option, its explanation)] of a question's definition list."""
    parts = [part for child in element if child.tag == "dl" for part in child]
    return list(zip(parts[::2], parts[1::2]))


def source(element) -> str:
    """The Markdown that stands in an element and below it."""
    return " ".join(" ".join(element.itertext()).split())


@functools.cache
def _markdown():
    from markdown import Markdown

    return Markdown(extensions=["def_list", "tables", "pymdownx.details"])


@functools.lru_cache(maxsize=256)
def _tree(text):
    """A block's inside as elements; nobody changes them."""
    return _markdown().reset().parser.parseDocument(text.split("\n")).getroot()


# -- what is wrong with a block ------------------------------------------------------------------------------


def faults(page: Page) -> Iterator[tuple[Block, str]]:
    """(exercise or question, what is wrong with it), each in a few words."""
    for block in page.blocks:
        if block.name in OPTIONS:
            yield from ((block, fault) for fault in _faults(block))


def _faults(block):
    for unknown in sorted(map(str, set(block.options) - set(OPTIONS[block.name]))):
        yield f"no option is called {unknown!r}; there are {', '.join(OPTIONS[block.name])}"
    if block.name == "exercise":
        yield from faults_of_level(block.options.get("level"))
        yield from faults_of_exercise(_tree(block.text))
    else:
        yield from faults_of_question(_tree(block.text))


def faults_of_level(level) -> Iterator[str]:
    if level not in LEVELS:
        yield f"its level is one of {', '.join(LEVELS)}, not {level!r}"


def faults_of_exercise(element) -> Iterator[str]:
    statement, folds = parts_of_exercise(element)
    details = [fold for fold in folds if fold.tag == "details"]
    titles = [(fold.findtext("summary") or "").strip() for fold in details]
    if not statement:
        yield "it opens with its statement"
    if len(details) < len(folds):
        said = "everything else belongs to the statement or is indented below one"
        yield f"after the first fold there are only folds: {said}"
    if titles.count(SOLUTION) != 1 or titles[-1] != SOLUTION or len(titles) < 2:
        yield f'it ends with a hint or several and then one fold called "{SOLUTION}", not with {titles}'
    elif len(details[-1]) < 2:
        yield "its solution does not say why"


def faults_of_question(element) -> Iterator[str]:
    lists = [child for child in element if child.tag == "dl"]
    if len(lists) != 1 or element[-1] is not lists[0] or len(element) < 2:
        yield "a question is a prompt and then one definition list, and nothing after it"
        return
    tags = [part.tag for part in lists[0]]
    if tags != ["dt", "dd"] * (len(tags) // 2):
        yield "each option stands on a line of its own and has one explanation: `:   …`"
        return
    yield from _faults_of_answers(answers(element))


def _faults_of_answers(found):
    told = [source(explanation) for _, explanation in found]
    right = sum(text.startswith(RIGHT) for text in told)
    if len(found) < FEWEST_OPTIONS:
        yield f"{len(found)} options are too few; there must be {FEWEST_OPTIONS} or more"
    if not all((part.text or "").strip() or part[0].tag == "p" for _, part in found):
        yield "each explanation opens with a sentence"
    if right != 1:
        yield f'exactly one explanation begins with "{RIGHT}", not {right}'
    if any(text.startswith(WRONG) for text in told):
        yield f'the page itself writes "{WRONG}" before the explanation of a wrong option'
    if len({source(term) for term, _ in found}) < len(found):
        yield "two of its options are the same"
