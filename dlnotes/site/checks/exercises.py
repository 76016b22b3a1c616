"""Rules about the files of exercises, as far as reading decides; the tests run them."""

import ast

from dlnotes.site.checks.figures import on_a_page
from dlnotes.site.project import Problem
from dlnotes.site.sources import practice

IMPORTS = {"numpy", "math", "dlnotes.nn"}  # what is there in the page, too
LONGEST, WIDEST = 15, 36  # lines, and characters in a phone's editor


def can_be_read(page, subject):
    yield from (file for file in _asked(page, subject) if isinstance(file, Problem))


def fit_a_phone(page, subject):
    for file in _files(page, subject):
        for part in ("stub", "solution"):
            lines, start = getattr(file, part).splitlines(), file.starts[part]
            if len(lines) > LONGEST:
                yield Problem(file.name, start, f"the {part} has at most {LONGEST} lines, not {len(lines)}")
            for number, line in enumerate(lines, start):
                if len(line) > WIDEST:
                    said = f"a line of the {part} has at most {WIDEST} characters, not {len(line)}"
                    yield Problem(file.name, number, said)


def import_what_a_browser_has(page, subject):
    for file in _files(page, subject):
        for node in ast.walk(file.tree):
            for name in _imported(node):
                if name not in IMPORTS:
                    said = f"an exercise imports {', '.join(sorted(IMPORTS))}, not {name}"
                    yield Problem(file.name, node.lineno, said)


def say_what_is_wrong(page, subject):
    for file in _files(page, subject):
        for node in ast.walk(file.tree):
            if isinstance(node, ast.Assert) and not node.msg and node.lineno >= file.starts["checker"]:
                yield Problem(
                    file.name, node.lineno, "each assert of the checker has a message for the reader"
                )


def have_a_page(subject):
    yield from on_a_page("exercise", subject.project.exercises(), subject)


def _asked(page, subject):
    """The file of each exercise of a page, or the problem that keeps it from being read."""
    slugs = dict.fromkeys(exercise.slug for exercise in practice.exercises(page))
    return [subject.exercises[slug] for slug in slugs if slug in subject.exercises]


def _files(page, subject):
    return [file for file in _asked(page, subject) if not isinstance(file, Problem)]


def _imported(node):
    """The modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or "."] if isinstance(node, ast.ImportFrom) else []
