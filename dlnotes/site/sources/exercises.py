"""An exercise is one file: what is given, a stub, a mistake that tempts, a solution, and the checker that
tells them apart.

The file runs from top to bottom, the solution comes last, and so the checker passes. That the same
checker refuses the stub and the mistake is proved in `tests/test_exercises.py`; here the file is only
read.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site.project import SourceError
from dlnotes.site.sources.snippets import MARK, parsed

REGIONS = ("stub", "mistake", "solution", "checker")
_ORDER = f"{', '.join(REGIONS)}, in this order"


@dataclass(frozen=True)
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


def read(path: Path) -> ExerciseFile:
    """The exercise in a file; SourceError names the file, the line and what an exercise needs."""
    name = path.relative_to(path.parents[2]).as_posix()
    text = path.read_text(encoding="utf-8")
    tree = parsed(text, name)
    promise = ast.get_docstring(tree)
    if not promise:
        raise SourceError(name, 1, "an exercise opens with a docstring that says what is shown by solving it")
    parts, starts = _Parts(text.splitlines(), tree.body[0].end_lineno, name).read()
    for part, code in parts.items():
        _stands_alone(code, part, name, starts[part])
    return ExerciseFile(path.stem.replace("_", "-"), path, name, promise, **parts, starts=starts)


class _Parts:
    """The setup and the regions of a file, of the lines after its docstring, which ends on line `start`."""

    def __init__(self, lines, start, name):
        self.lines, self.start, self.name = lines, start, name
        self.parts, self.starts, self.inside = {"setup": []}, {"setup": start + 1}, None

    def read(self):
        for number, line in enumerate(self.lines[self.start :], self.start + 1):
            mark = MARK.fullmatch(line)
            if not mark:
                self._text(number, line)
            elif mark["edge"] == "start":
                self._opens(number, mark["name"])
            else:
                self._closes(number, mark["name"])
        if self.inside:
            self._refuse(len(self.lines), f"region {self.inside!r} does not end; an exercise has {_ORDER}")
        if self._due:
            self._refuse(len(self.lines), f"there is no region {self._due!r}; an exercise has {_ORDER}")
        for part, lines in self.parts.items():
            if part != "setup" and not "".join(lines).strip():
                self._refuse(self.starts[part], f"region {part!r} is empty")
            self.starts[part] += next((at for at, line in enumerate(lines) if line), 0)
        return {part: _joined(lines) for part, lines in self.parts.items()}, self.starts

    @property
    def _due(self):
        """The region that has to come next."""
        return next((region for region in REGIONS if region not in self.parts), None)

    def _text(self, number, line):
        if self.inside or len(self.parts) == 1:
            self.parts[self.inside or "setup"].append(line)
        elif line.strip():
            said = "only the setup may stand outside a region, and it stands before the stub"
            self._refuse(number, f"{said}: {line.strip()!r}")

    def _opens(self, number, region):
        if self.inside or region != self._due:
            said = f"the regions of an exercise are {_ORDER} and one after the other; here starts {region!r}"
            self._refuse(number, said)
        self.inside, self.parts[region], self.starts[region] = region, [], number + 1

    def _closes(self, number, region):
        if region != self.inside:
            opened = f"{self.inside!r} is open" if self.inside else "none is open"
            self._refuse(number, f"region {region!r} ends here, but {opened}")
        self.inside = None

    def _refuse(self, line, message):
        raise SourceError(self.name, line, message)


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
