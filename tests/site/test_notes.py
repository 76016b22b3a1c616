"""A note is all that its file says: what is missing or wrong there is named, and its pages mirror its
outline."""

import pytest

from dlnotes.site.checks import notes as rules
from dlnotes.site.checks.subject import Subject
from dlnotes.site.errors import SourceError
from dlnotes.site.project import Project
from dlnotes.site.sources.note import notes

FILE = "docs/part/heat/note.yml"
NOTE = """title: Heat
source: https://example.org/heat
author: somebody
licence: CC BY 4.0
outline:
  index.md: ["# Heat"]
  ovens.md:
    - "# Ovens"
    - "## On: and off"
"""
PAGES = {
    "docs/part/heat/index.md": "# Heat\n",
    "docs/part/heat/ovens.md": "# Ovens\n\n## Ours\n\n## On: and off {: #on }\n",
}


@pytest.fixture
def project(tmp_path):
    for name, text in {FILE: NOTE, **PAGES}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def told(project):
    """What the rules of notes say of a project."""
    subject = Subject(project)
    every = (rules.can_be_read, rules.are_mirrored, rules.carry_the_title)
    return [str(problem) for rule in every for problem in rule(subject)]


def test_a_note_has_pages_lessons_and_headings(project):
    (note,) = notes(project)
    assert (note.title, note.author, note.licence) == ("Heat", "somebody", "CC BY 4.0")
    assert [page.name for page in note.pages] == ["index.md", "ovens.md"]
    assert [page.name for page in note.lessons] == ["ovens.md"]
    assert note.outline["ovens.md"] == ((1, "Ovens"), (2, "On: and off"))
    assert told(project) == []


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("title: Heat\n", "", "1: title is a text, not None"),
        ("title: Heat", "title: 3", "1: title is a text, not 3"),
        ("author", "auther", "1: author is a text, not None"),
        ("licence", "year: 2021\nlicence", "4: no field is called 'year'; there are title, source,"),
        ("title: Heat", "title: [", "3: no YAML: expected ',' or ']', but got ':'"),
        ("index.md", "start.md", "5: the outline begins with the page index.md"),
        ('["# Heat"]', "", "6: index.md: a heading is written as on the page"),
        ('"## On: and off"', "On and off", "7: ovens.md: a heading is written as on the page"),
        (NOTE, "- a list", "1: a note is described by title, source, author, licence, outline"),
        (NOTE, "outline: [a]", "1: title is a text, not None"),
    ],
)
def test_what_is_wrong_with_its_file_is_named_with_its_line(project, old, new, said):
    (project.root / FILE).write_text(NOTE.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        notes(project)
    assert str(caught.value).startswith(f"{FILE}:{said}")
    assert told(project) == [str(caught.value)]


def test_a_file_that_is_no_text_is_named(project):
    (project.root / FILE).write_bytes(b"title: \xff\n")
    assert told(project)[0].startswith(f"{FILE}:1: a source is UTF-8")


@pytest.mark.parametrize(
    "name, text, said",
    [
        (
            "ovens.md",
            "# Ovens\n",
            "docs/part/heat/ovens.md:1: the note's heading '## On: and off' is missing",
        ),
        ("ovens.md", "## On: and off\n\n# Ovens\n", "docs/part/heat/ovens.md:1: the note's heading"),
        ("ovens.md", "# Ovens\n\n### On: and off\n", "docs/part/heat/ovens.md:1: the note's heading"),
        ("ovens.md", None, f"{FILE}:1: its outline has a page that is not there: docs/part/heat/ovens.md"),
        ("more.md", "# More\n", f"docs/part/heat/more.md:1: {FILE} has no such page in its outline"),
        ("index.md", "# Warmth\n\n# Heat\n", "docs/part/heat/index.md:1: the note is called 'Heat'"),
    ],
)
def test_pages_mirror_the_outline(project, name, text, said):
    path = project.root / "docs/part/heat" / name
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    assert len(told(project)) == 1 and told(project)[0].startswith(said)
