"""Rules about snippets: a file states something and proves it; a page shows a short region of it."""

import ast

from dlnotes.site import reading
from dlnotes.site.checks.fences import WIDEST
from dlnotes.site.errors import BuildError, Problem, SourceError
from dlnotes.site.sources.snippets import find, read

LONGEST = 15  # lines of what a page shows


def are_there(page, subject):
    for fence, _, _, error in _shown(page, subject):
        if error:
            yield page.problem(fence.line, error)


def are_short(page, subject):
    for _, name, region, error in _shown(page, subject):
        if error:
            continue
        lines = region.code.strip("\n").split("\n")
        if len(lines) > LONGEST:
            said = f"a page shows {LONGEST} lines of a snippet, and this region has {len(lines)}"
            yield Problem(name, region.line, said)
        for number, line in enumerate(lines, region.line):
            if len(line) > WIDEST:
                yield Problem(name, number, f"a page shows {WIDEST} columns, and this line has {len(line)}")


def state_and_prove(page, subject):
    """The docstring is the statement; what proves it stands outside the region, which is the reader's."""
    for _, name, region, error in _shown(page, subject):
        if error:
            continue
        try:
            tree = reading.module(subject.project.root / name, name)
        except SourceError as broken:
            yield broken.problem
            continue
        if not ast.get_docstring(tree):
            yield Problem(name, 1, "a snippet opens with a docstring that says what it shows")
        if "assert" not in region.before + region.after:
            yield Problem(name, region.line, "the proof stands outside the region, and there is no assert")


def mark_their_regions(subject):
    """Each region begins once and ends once, by marks of the one right form."""
    for path in subject.project.snippets():
        try:
            snippet = read(path)
        except SourceError as error:
            yield error.problem
            continue
        yield from (Problem(subject.project.name(path), *fault) for fault in snippet.faults)


def have_a_page(subject):
    """No snippet is left over."""
    shown = {fence.include[0] for page in subject.documents for fence in page.fences if fence.include}
    for path in subject.project.snippets():
        if path.name not in shown:
            yield Problem(subject.project.name(path), 1, "no page shows a region of this snippet")


def _shown(page, subject):
    """(fence, name of the file, region, what is wrong) of each region that a page asks for."""
    for fence in page.fences:
        if fence.include:
            try:
                snippet, region = find(*fence.include, subject.project.root / "snippets")
                yield fence, f"snippets/{snippet.name}", region, ""
            except SourceError:  # told once, of the file
                continue
            except BuildError as error:
                yield fence, "", None, str(error)
