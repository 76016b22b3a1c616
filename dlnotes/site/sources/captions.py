"""The caption of a figure: the docstring of its function `draw`, which is Markdown."""

import ast
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import SourceError


def caption(path: Path, name: str) -> list[tuple[int, str]]:
    """(line of the file, line of the caption); SourceError if there is none."""
    tree = reading.module(path, name)
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "draw")
    draw = next(functions, None)
    if draw is None or not ast.get_docstring(draw):
        said = "a figure needs a function draw(ax, result) whose docstring is its caption"
        raise SourceError(name, draw.lineno if draw else 1, said)
    start = draw.body[0].lineno
    return list(enumerate(draw.body[0].value.value.split("\n"), start))
