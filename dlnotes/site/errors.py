"""What is said when something on the way to the pages is wrong: one line that names the place."""

import difflib


class BuildError(Exception):
    """Something on the way to the pages is wrong; the message is one line that names the place."""


class WrongUsage(BuildError):
    """The command was asked for something that it cannot do here."""


class UnknownSlug(WrongUsage):
    """A slug that names nothing; the message suggests the nearest ones."""

    def __init__(self, kind, slug, known, where=""):
        near = difflib.get_close_matches(slug, known, n=3, cutoff=0.4)
        hint = f"; nearest: {', '.join(near)}" if near else ""
        super().__init__(f"{where}no {kind} is called {slug!r}{hint}")
