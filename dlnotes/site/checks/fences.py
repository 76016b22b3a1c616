"""Rules about the code on pages: what is shown as code has a language, and what is Python has run."""

import re

from dlnotes.site.errors import unknown
from dlnotes.site.sources.scan import PYTHON

TEXT = "text sh bash console yaml toml ini json csv markdown html xml css js tex diff make".split()
_HEADER = re.compile(r'\s*(?:[\w#+-]+|\{\s*\.[\w#+-]+(?:\s+[.#][\w-]+)*\s*\})(?:\s+\w+="[^"]*")*\s*')


def name_their_language(page, subject):
    for fence in page.fences:
        if not fence.language:
            yield page.problem(fence.line, "a fence names its language: text, if it is no code")
        elif not fence.python and fence.language not in TEXT:
            known = unknown("language", fence.language, {*PYTHON, *TEXT})
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
