"""What is said when something on the way to the pages is wrong: one line that names the place."""

import difflib
import re
from dataclasses import dataclass


class BuildError(Exception):
    """Something on the way to the pages is wrong; the message is one line that names the place."""


class WrongUsage(BuildError):
    """The command was asked for something that it cannot do here."""


class UnknownSlug(WrongUsage):
    """A slug that names nothing; the message suggests the nearest ones."""

    def __init__(self, kind, slug, known, where=""):
        super().__init__(where + unknown(kind, slug, known))


def unknown(kind, slug, known) -> str:
    """What to say of a name that names nothing, with the nearest ones that do."""
    near = difflib.get_close_matches(slug, known, n=3, cutoff=0.4)
    hint = f"; nearest: {', '.join(near)}" if near else ""
    return f"no {kind} is called {slug!r}{hint}"


@dataclass(frozen=True, order=True)
class Problem:
    """What an author has to mend: the file, from the project's root, the line, and what is wrong there."""

    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"

    @classmethod
    def of(cls, error: BuildError) -> "Problem":
        """The problem that an error names, which begins with its place."""
        found = re.fullmatch(r"(?P<path>\S+?):(?P<line>\d+): (?P<message>.*)", str(error), re.S)
        return cls(found["path"], int(found["line"]), found["message"]) if found else cls("?", 0, str(error))


class SourceError(BuildError):
    """A problem that stops whoever needs the file; it can still be told together with others."""

    def __init__(self, path: str, line: int, message: str):
        self.problem = Problem(path, line, message)
        super().__init__(str(self.problem))
