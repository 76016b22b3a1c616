"""An exercise is one file: what is given, a stub, a mistake that tempts, a solution, and the checker that
tells them apart.

The file runs from top to bottom, the solution comes last, and so the checker passes. That the same checker
refuses the stub and the mistake is proved in `tests/test_exercises.py`; here the file is only read.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import SourceError
from dlnotes.site.sources.snippets import MARK

REGIONS = ("stub", "mistake", "solution", "checker")


@dataclass(frozen=True, eq=False)
class ExerciseFile:
    """The parts of the file; `promise` is its docstring, `setup` all that stands between it and the stub."""

    slug: str
    path: Path
    name: str  # from the project's root
    promise: str
    setup: str
    stub: str
    mistake: str
    solution: str
    checker: str
    starts: dict[str, int]  # part → its first line
    tree: ast.Module  # of the whole file


def read(path: Path) -> ExerciseFile:
    """The exercise in a file; SourceError names the file, the line and what an exercise needs."""
    name = path.relative_to(path.parents[2]).as_posix()
    text = reading.text(path, name)
    tree = reading.tree(text, name)
    promise = ast.get_docstring(tree)
    if not promise:
        said = "an exercise opens with a docstring that says what is shown by solving it"
        raise SourceError(name, 1, said)
    parts, starts = _parts(text.splitlines(), tree.body[0].end_lineno, name)
    for part, code in parts.items():
        _stands_alone(code, part, name, starts[part])
    slug = path.stem.replace("_", "-")
    return ExerciseFile(slug, path, name, promise, **parts, starts=starts, tree=tree)


def _parts(lines, start, name):
    """(part → its code, part → its first line) of what follows the docstring, which ends on line `start`."""
    parts, starts, due = {"setup": []}, {"setup": start + 1}, _marks()
    awaited, inside = next(due), "setup"
    for number, line in enumerate(lines[start:], start + 1):
        mark = MARK.fullmatch(line)
        if mark and (mark["edge"], mark["name"]) == awaited:
            inside = mark["name"] if mark["edge"] == "start" else None
            if inside:
                parts[inside], starts[inside] = [], number + 1
            awaited = next(due)
        elif mark or (line.strip() and not inside):
            raise SourceError(name, number, f"{_awaited(awaited)}, and here stands {line.strip()!r}")
        elif inside:
            parts[inside].append(line)
    if awaited:
        raise SourceError(name, len(lines), f"{_awaited(awaited)}, and here the file ends")
    for part, code in parts.items():
        starts[part] += next((at for at, line in enumerate(code) if line), 0)
        if part != "setup" and not "".join(code).strip():
            raise SourceError(name, starts[part], f"region {part!r} is empty")
    return {part: _joined(code) for part, code in parts.items()}, starts


def _marks():
    """(edge, region) of each mark in the order in which they stand in a file, and None after the last."""
    yield from ((edge, region) for region in REGIONS for edge in ("start", "end"))
    yield None


def _awaited(mark):
    regions = f"the regions of an exercise are {', '.join(REGIONS)}, one after the other"
    return f"{regions}; the {mark[0]} of {mark[1]!r} is awaited" if mark else f"{regions}; all are there"


def _joined(lines):
    text = "\n".join(lines).strip("\n")
    return text + "\n" if text else ""


def _stands_alone(code, part, name, start):
    """A region is what a reader sees and edits, so it must be whole statements."""
    try:
        compile(code, name, "exec")
    except SyntaxError as error:
        line = start + (error.lineno or 1) - 1
        raise SourceError(name, line, f"{part}: {error.msg}: a region is made of whole statements") from error
