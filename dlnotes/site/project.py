"""Where things are: the folders of a dlnotes project and the slugs that live in them.

A slug is a file name. `experiments/gradient_norm.py` is the experiment `gradient-norm`; nothing is
registered by hand, so nothing can be forgotten.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import BuildError, Problem, SourceError, UnknownSlug, WrongUsage, unknown

__all__ = ["BuildError", "Problem", "Project", "SourceError", "UnknownSlug", "WrongUsage", "unknown"]

WHEEL = "dlnotes-VERSION-py3-none-any.whl"  # its file name as pages write it; the build fills in the version


@dataclass(frozen=True)
class Project:
    root: Path
    scratch: Path | None = None  # a cache of its own, for results that must not be taken from the project's

    @classmethod
    def find(cls, start=None):
        """The project whose `mkdocs.yml` lies in `start` (default: the current folder) or above it."""
        start = Path(start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / "mkdocs.yml").is_file() and (folder / "dlnotes").is_dir():
                return cls(folder)
        raise WrongUsage(f"no dlnotes project (a mkdocs.yml beside a dlnotes folder) in {start} or above it")

    @property
    def docs(self):
        return self.root / "docs"

    @property
    def generated(self):
        return self.docs / "generated"

    @property
    def package(self):
        return self.root / "dlnotes"

    @property
    def cache(self):
        return self.scratch or self.root / ".cache"

    def name(self, path: Path) -> str:
        """What messages call a file: its path from the root."""
        return path.relative_to(self.root).as_posix()

    @property
    def wheel(self) -> Path:
        """Where the pages look for the package as a wheel, whose file name holds the version."""
        text = reading.text(self.package / "__init__.py", "dlnotes/__init__.py")
        version = re.search(r'^__version__ = "([^"]+)"', text, re.M)
        if not version:
            raise SourceError(
                "dlnotes/__init__.py",
                1,
                'the wheel is named after a line `__version__ = "…"`, and there is none',
            )
        return self.generated / "wheel" / WHEEL.replace("VERSION", version[1])

    def experiments(self):
        return _slugs(self.package / "experiments")

    def figures(self):
        return _slugs(self.package / "figures", leave_out={"style", "knob"})

    def claims(self):
        """The modules of claims, each called as the experiment that decides them."""
        return _slugs(self.package / "claims")

    def labs(self):
        return _slugs(self.docs / "labs")

    def snippets(self):
        return sorted((self.root / "snippets").glob("*.py"))

    def exercises(self):
        return _slugs(self.root / "snippets" / "exercises")

    def lessons(self):
        """Every Markdown page, generated ones left out."""
        return sorted(p for p in self.docs.rglob("*.md") if self.generated not in p.parents)


def _slugs(folder, leave_out=frozenset()):
    """Slug → file of every module of a floor; names that begin with `_` are helpers, not slugs."""
    files = (p for p in sorted(folder.glob("*.py")) if not p.stem.startswith("_") and p.stem not in leave_out)
    return {p.stem.replace("_", "-"): p for p in files}
