"""Rules about the code on pages: what is shown as code has a language, and what is Python has run."""

import ast
import re

from dlnotes.site import reading
from dlnotes.site.errors import SourceError, unknown
from dlnotes.site.sources.scan import PYTHON, TORCH

WIDEST = 72  # columns of code that fit beside a page's margin
TEXT = "text sh bash console yaml toml ini json csv markdown html xml css js tex diff make".split()
_COMPARES = re.compile(r'compares="(?P<names>[A-Za-z_]\w*(?:, [A-Za-z_]\w*)*)"')
_HEADER = re.compile(r'\s*(?:[\w#+-]+|\{\s*\.[\w#+-]+(?:\s+[.#][\w-]+)*\s*\})(?:\s+\w+="[^"]*")*\s*')


def name_their_language(page, subject):
    for fence in page.fences:
        if not fence.language:
            yield page.problem(fence.line, "a fence names its language: text, if it is no code")
        elif not fence.python and fence.language not in (*TEXT, TORCH):
            known = unknown("language", fence.language, {*PYTHON, *TEXT, TORCH})
            yield page.problem(fence.line, f"{known}; what is no Python is one of {', '.join(TEXT)}")
        if fence.language and not _HEADER.fullmatch(fence.info):
            said = 'a header is a language, and options of the form name="…"'
            yield page.problem(fence.line, f"{said}, not {fence.mark}{fence.info}")


def hold_a_region_or_examples(page, subject):
    """Code that nobody ran must not be published."""
    for fence in page.fences:
        if not fence.python:
            continue
        if fence.fault:
            yield page.problem(*fence.fault)
        elif not (fence.include or fence.examples or fence.skip):
            wanted = 'one region of a snippet, --8<-- "file.py:region", or >>> examples'
            yield page.problem(fence.line, f"a Python fence is {wanted}; this is neither")
        for line, text in fence.directives:
            said = "what it prints is shown whole, or rounded by the example"
            yield page.problem(line, f"an example has no directive for doctest, {said}: {text}")
        if set(fence.attributes) & set("{}"):
            said = f"{fence.mark}{fence.info}"
            yield page.problem(fence.line, f"a fence has no braces besides those around its header: {said}")


def fit_the_page(page, subject):
    """Code is not cut, and no reader has to push it sideways."""
    for fence in page.fences:
        if not fence.python and fence.language != TORCH:
            continue
        for number, line in enumerate(fence.body, fence.line + 1):
            if len(line) > WIDEST:
                said = f"a page shows {WIDEST} columns of code, and this line has {len(line)}"
                yield page.problem(number, said)


def compare_what_torch_computes(page, subject):
    """PyTorch's lines say which of their names must be what the NumPy lines above made of them."""
    for fence in page.fences:
        if fence.language != TORCH:
            continue
        try:
            made = _assigned(reading.tree("\n".join(fence.body), page.name))
        except SourceError as error:
            yield page.problem(fence.line + error.problem.line, error.problem.message)
            continue
        compared = _COMPARES.fullmatch(fence.attributes)
        if not compared:
            said = f"{fence.mark}{fence.info}"
            yield page.problem(
                fence.line, f'a fence of PyTorch says what it compares="name, name", not {said}'
            )
        for name in compared["names"].split(", ") if compared else ():
            if name not in made:
                yield page.problem(fence.line, f"these lines compare {name!r} and do not make it")


def _assigned(tree):
    """The names that some code gives a value to, not counting functions and classes."""
    return {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
