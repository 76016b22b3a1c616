"""The prose and the blocks of some Markdown, for those who have a text and no page."""

from dlnotes.site.project import BuildError
from dlnotes.site.sources.page import read
from dlnotes.site.sources.scan import Block

__all__ = ["Block", "blocks", "prose"]


def prose(text: str):
    """(line number, line) of everything outside front matter and fences, code spans blanked."""
    return read(text).prose


def blocks(text: str, where: str = "page") -> tuple[Block, ...]:
    """Every block of a page, in order; BuildError names page and line of what cannot be read."""
    page = read(text, where)
    if page.problems:
        raise BuildError(str(page.problems[0]))
    return page.blocks
