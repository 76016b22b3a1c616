"""A note is all that its file says: what is missing or wrong there is named, and its pages mirror its
outline."""

import pytest

from dlnotes.site.checks import notes as rules
from dlnotes.site.checks.subject import Subject
from dlnotes.site.errors import SourceError
from dlnotes.site.project import Project
from dlnotes.site.sources.claims import cards, problems
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
    for name, text in {FILE: NOTE, "mkdocs.yml": "nav: []\n", **PAGES}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def told(project):
    """What the rules of notes say of a project."""
    subject = Subject(project)
    every = (
        rules.can_be_read,
        rules.are_mirrored,
        rules.carry_the_title,
        rules.statements_have_their_claims,
    )
    return [str(problem) for rule in every for problem in rule(subject)]


def test_a_note_has_pages_lessons_and_headings(project):
    (note,) = notes(project)
    assert (note.title, note.author, note.licence) == ("Heat", "somebody", "CC BY 4.0")
    assert [page.name for page in note.pages] == ["index.md", "ovens.md"]
    assert [page.name for page in note.lessons] == ["ovens.md"]
    assert [(part.level, part.text) for part in note.outline["ovens.md"]] == [
        (1, "Ovens"),
        (2, "On: and off"),
    ]
    assert told(project) == []


@pytest.mark.parametrize(
    "old, new, said",
    [
        ('"## On: and off"', '"## On: and off": {a: b}', "9: under a heading stands a list of statements"),
        ('"## On: and off"', '"## On: and off": [warm]', "9: a statement has texts called says, claim, kind"),
        (
            '"## On: and off"',
            '"## On: and off": [{sais: warm}]',
            "9: a statement has says, claim, kind, figure",
        ),
        (
            '"## On: and off"',
            '"## On: and off": [{says: hot}]',
            "9: a statement says something and has a claim",
        ),
        (
            '"## On: and off"',
            '"## On: and off": [{claim: hot}]',
            "9: a statement says something and has a claim",
        ),
        (
            '"## On: and off"',
            '"## On: and off": [{says: It is hot, kind: fact}]',
            "9: the kind of a statement is one of",
        ),
        (
            '"## On: and off"',
            '"## On: and off": [{says: "[a](b)", kind: plan}]',
            "9: what the note says is shown",
        ),
        (NOTE, f"{NOTE}corrections: none\n", "10: corrections is a list of `date: …` and `says: …`"),
        (NOTE, f"{NOTE}corrections: [today]\n", "10: a correction is `date: 2026-01-31` and `says: …`"),
        (NOTE, f"{NOTE}corrections: [{{date: now, says: a}}]\n", "10: a correction has a date and a text"),
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


CARD = """/// claim | hot
    kind: citation
    verdict: holds

What holds
:   it is.

Source
:   a book.
///
"""
STATED = NOTE.replace(
    '"## On: and off"', '"## On: and off": [{says: It is hot., claim: hot}, {figure: glow}]'
)


def stated(project, note=STATED, card=CARD, picture="![Glowing](../../generated/figures/glow.svg)"):
    """What is told of a project whose lesson has a card and a figure."""
    (project.root / FILE).write_text(note, encoding="utf-8")
    page = project.root / "docs/part/heat/ovens.md"
    page.write_text(f"{PAGES['docs/part/heat/ovens.md']}\n{picture}\n\n{card}", encoding="utf-8")
    return told(project)


def test_a_card_takes_from_its_statement_what_the_note_says(project):
    assert stated(project) == []
    assert cards(project)["hot"].texts["note"] == "It is hot."


def test_statements_and_cards_cover_each_other(project):
    page = "docs/part/heat/ovens.md"
    assert stated(project, card="") == [f"{FILE}:9: no claim on a page is called 'hot'"]
    assert stated(project, picture="") == [f"{FILE}:9: no figure on a page is called 'glow'"]
    (said,) = stated(
        project,
        NOTE.replace('- "## On', '- "## On'),
        picture="",
        card=CARD.replace("What holds", "The note\n:   it is hot.\n\nWhat holds", 1),
    )
    assert said.startswith(f"{page}:") and "no statement of the note has this claim" in said


def test_a_text_that_the_note_has_is_not_written_twice(project):
    twice = CARD.replace("What holds", "The note\n:   it is hot.\n\nWhat holds", 1)
    stated(project, card=twice)
    (problem,) = problems(project)
    assert "note.yml has what the note says already" in problem.message


def test_a_claim_that_no_statement_has_says_itself_what_it_is_about(project):
    stated(project, NOTE)
    (problem,) = problems(project)
    assert "'The note' is missing, and no statement in note.yml has this claim" in problem.message
