"""The pages of all notes, and one by its name, for tests that look at pages as a reader does."""

from pathlib import Path

from dlnotes.site.project import Project
from dlnotes.site.sources.note import notes

PROJECT = Project(Path(__file__).parent.parent)
PAGES = [page for note in notes(PROJECT) for page in note.pages]
LESSONS = [page for note in notes(PROJECT) for page in note.lessons]


def address(page: Path) -> str:
    """Where a page stands on the site."""
    return page.relative_to(PROJECT.docs).with_suffix(".html").as_posix()


def lesson(stem: str) -> str:
    """The address of the first lesson of this name."""
    return next(address(page) for page in LESSONS if page.stem == stem)
