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
    def told(cls, text: str) -> "Problem | None":
        """The problem that a text is, if it begins with a place."""
        found = re.fullmatch(r"(?P<path>[^:\n]*[^:\s]):(?P<line>\d+): (?P<message>.*)", text, re.S)
        return cls(found["path"], int(found["line"]), found["message"]) if found else None

    @classmethod
    def of(cls, error: BuildError) -> "Problem":
        """The problem that an error names."""
        return cls.told(str(error)) or cls("?", 0, str(error))


class Problems(BuildError):
    """All that was found to be wrong with what authors wrote, one a line, sorted by file."""

    def __init__(self, problems):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class SourceError(Problems):
    """A problem that stops whoever needs the file; it can still be told together with others."""

    def __init__(self, path: str, line: int, message: str):
        self.problem = Problem(path, line, message)
        super().__init__([self.problem])

    def __reduce__(self):  # it may have to leave the process in which it arose
        return SourceError, (self.problem.path, self.problem.line, self.problem.message)
