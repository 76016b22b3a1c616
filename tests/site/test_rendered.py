"""A page is rendered again when something that it is made of has changed."""

from types import SimpleNamespace

import pytest
from mkdocs.config import load_config

from dlnotes.site.preview.rendered import Rendered
from dlnotes.site.project import Project


def key(toy, markdown):
    rendered = Rendered(Project(toy.root), load_config(str(toy.root / "mkdocs.yml")), [])
    return rendered._key(SimpleNamespace(markdown=markdown, file=SimpleNamespace(src_uri="index.md")))


@pytest.mark.parametrize("block, made_of_others", [("note", True), ("lessons", True), ("claim", False)])
def test_what_is_told_of_a_whole_note_is_made_of_its_pages(built, block, made_of_others):
    before = key(built, f"/// {block} | notes\n///")
    built.edit("docs/deep-learning/notes.md", "# ", "# Another ")
    assert (key(built, f"/// {block} | notes\n///") != before) is made_of_others
