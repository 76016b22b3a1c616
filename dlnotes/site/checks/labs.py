"""Rules about what a lab says: a reader of the downloaded notebook sees it as it is, away from this site."""

import ast
import re

from dlnotes.site import reading
from dlnotes.site.checks import fences, formulas
from dlnotes.site.errors import Problem, SourceError
from dlnotes.site.sources.notation import MACROS

_SITE_ONLY = re.compile(
    rf"\[\[[\w-]+\.\w+:[^\]]*\]\]|--8<--|generated/figures/|^!!! |^\?\?\?\+? |\\(?:{'|'.join(MACROS)})\b"
)
_QUESTION, MOST = re.compile(r"\*\*\d+\.\*\* "), 3


def can_be_read_anywhere(subject):
    for lab in subject.labs.values():
        if isinstance(lab, Problem):
            yield lab
            continue
        for number, line in lab.prose:
            if found := _SITE_ONLY.search(line):
                said = f"{found[0]!r} is read by this site only; a notebook must do without"
                yield lab.problem(number, said)
        yield from formulas.of(lab.name, lab.prose)


def hold_code_in_cells(subject):
    """What a lab shows as code has run: it stands in a cell of code, not in one of Markdown."""
    for lab in subject.labs.values():
        if isinstance(lab, Problem):
            continue
        yield from lab.problems
        yield from fences.name_their_language(lab, subject)
        for fence in lab.fences:
            if fence.python:
                yield lab.problem(fence.line, "the code of a lab stands in a cell, `# %%`, where it runs")


def use_public_names(subject):
    """What a lab shows can be looked up: it asks for no name with a leading underscore."""
    for path in subject.labs:
        name = subject.project.name(path)
        try:
            tree = reading.module(path, name)
        except SourceError as error:
            yield error.problem
            continue
        for node in ast.walk(tree):
            for used in _names(node):
                if re.search(r"(^|\.)_(?!_)", used):
                    yield Problem(name, node.lineno, f"{used!r} is private; a lab uses public names only")


def _names(node):
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    return []


def answer_their_questions(subject):
    """Each question, `**1.** …`, is followed by its hint and its answer, and nobody is asked too many."""
    for lab in subject.labs.values():
        if isinstance(lab, Problem):
            continue
        marks = [(number, line) for number, line in lab.prose if _is_mark(line)]
        asked = [at for at, (_, line) in enumerate(marks) if _QUESTION.match(line)]
        for at in asked:
            if [line for _, line in marks[at + 1 : at + 3]] != ["Hint", "Answer"]:
                said = "below a question its hint and its answer are folded: "
                said += '<details markdown="1"><summary>Hint</summary>, then one with Answer'
                yield lab.problem(marks[at][0], said)
        for at in asked[MOST:]:
            yield lab.problem(marks[at][0], f"a lab asks {MOST} questions at most")


def _is_mark(line):
    return _QUESTION.match(line) or line in ("Hint", "Answer")
