"""An exercise is one file: what is given, a stub, a mistake that tempts, a solution, and the checker that tells them apart.

The file runs from top to bottom, the solution comes last, and so the check passes. That the same check refuses the stub and the mistake is
proved in `tests/test_exercises.py`; here the file is only read.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site.project import BuildError

REGIONS = ("stub", "mistake", "solution", "check")
_MARK = re.compile(r"^# --8<-- \[(?P<edge>start|end):(?P<name>[\w-]+)\]$")


@dataclass(frozen=True)
class Exercise:
    """The parts of an exercise's file; `promise` is its docstring, `setup` all that stands between it and the stub."""

    slug: str
    path: Path
    promise: str
    setup: str
    stub: str
    mistake: str
    solution: str
    check: str


def read(path: Path) -> Exercise:
    """The exercise in a file; BuildError names the file, the line and what an exercise needs."""
    where = path.relative_to(path.parents[2]).as_posix()
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise BuildError(f"{where}:{error.lineno}: {error.msg}") from error
    promise = ast.get_docstring(tree)
    if not promise:
        raise BuildError(
            f"{where}:1: an exercise opens with a docstring that says what is shown by solving it"
        )
    setup, regions = _regions(text.splitlines(), tree.body[0].end_lineno, where)
    parts = {"setup": setup, **regions}
    for name, part in parts.items():
        _stands_alone(part, f"{where}: {name}")
    return Exercise(path.stem.replace("_", "-"), path, promise, **parts)


def _regions(lines, start, where):
    """(setup, name → text of its region) of the lines after the docstring, which ends on line `start`."""
    setup, regions, inside = [], {}, None
    for number, line in enumerate(lines[start:], start + 1):
        mark = _MARK.match(line)
        if mark is None and inside:
            regions[inside].append(line)
        elif mark is None and not regions:
            setup.append(line)
        elif mark is None:
            if line.strip():
                raise BuildError(
                    f"{where}:{number}: only the setup may stand outside a region, and it stands before the stub: {line.strip()!r}"
                )
        elif mark["edge"] == "end":
            if mark["name"] != inside:
                raise BuildError(
                    f"{where}:{number}: region {mark['name']!r} ends here, but {f'{inside!r} is open' if inside else 'none is open'}"
                )
            inside = None
        else:
            due = REGIONS[len(regions)] if len(regions) < len(REGIONS) else None
            if inside or mark["name"] != due:
                raise BuildError(
                    f"{where}:{number}: the regions of an exercise are {', '.join(REGIONS)}, in this order and one after the other; here starts {mark['name']!r}"
                )
            inside = mark["name"]
            regions[inside] = []
    if inside or len(regions) < len(REGIONS):
        wrong = (
            f"region {inside!r} does not end" if inside else f"there is no region {REGIONS[len(regions)]!r}"
        )
        raise BuildError(f"{where}: {wrong}; an exercise has {', '.join(REGIONS)}, in this order")
    for name, region in regions.items():
        if not "".join(region).strip():
            raise BuildError(f"{where}: region {name!r} is empty")
    return _joined(setup), {name: _joined(region) for name, region in regions.items()}


def _joined(lines):
    text = "\n".join(lines).strip("\n")
    return text + "\n" if text else ""


def _stands_alone(part, where):
    """A region is what a reader sees and edits, so it must be whole statements."""
    try:
        compile(part, where, "exec")
    except SyntaxError as error:
        raise BuildError(
            f"{where}: {error.msg} in its line {error.lineno}: a region is made of whole statements"
        ) from error
