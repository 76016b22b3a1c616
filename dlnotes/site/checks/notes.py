"""Rules about notes: the pages of a note's folder mirror its outline, its claims its statements."""

from dlnotes.site.errors import Problem, SourceError, unknown
from dlnotes.site.sources.note import notes


def can_be_read(subject):
    try:
        notes(subject.project)
    except SourceError as error:
        yield error.problem


def are_mirrored(subject):
    """Every page of the outline is there, with the note's headings in the note's order, and no page
    besides."""
    pages = {page.name: page for page in subject.pages}
    for note in subject.notes:
        names = {subject.project.name(path): parts for path, parts in zip(note.pages, note.outline.values())}
        file = subject.project.name(note.file)
        for name, parts in names.items():
            if name not in pages:
                yield Problem(file, 1, f"its outline has a page that is not there: {name}")
            else:
                yield from _missing(pages[name], [(part.level, part.text) for part in parts])
        folder = subject.project.name(note.folder)
        for name, page in pages.items():
            if name.startswith(f"{folder}/") and name not in names:
                yield page.problem(1, f"{file} has no such page in its outline")


def carry_the_title(subject):
    """The index of a note has the note's title."""
    for page in subject.pages:
        for note in subject.notes:
            if page.name == subject.project.name(note.folder / "index.md") and page.title != note.title:
                yield page.problem(1, f"the note is called {note.title!r}, and its index {page.title!r}")


def statements_have_their_claims(subject):
    """A statement's claim has a card, its figure a page; a card of a note's pages has its statement."""
    found = subject.cards
    figures = {slug: page.name for page, _, slug in subject.shown["figure"]}
    for note in subject.notes:
        file, folder = subject.project.name(note.file), f"{subject.project.name(note.folder)}/"
        for statement in note.statements:
            for kind, slug, known in (
                ("claim", statement.claim, found),
                ("figure", statement.figure, figures),
            ):
                if slug and slug not in known:
                    yield Problem(
                        file, note.line(f"{kind}: {slug}"), unknown(f"{kind} on a page", slug, known)
                    )
        stated = {statement.claim for statement in note.statements}
        for slug, card in found.items():
            if f"docs/{card.page}".startswith(folder) and slug not in stated:
                yield card.problem(f"no statement of the note has this claim; {file} says what the note says")


def _missing(page, wanted):
    """Headings of the outline that a page lacks, or has in another order."""
    found = iter([(heading.level, heading.text) for heading in page.headings])
    for level, text in wanted:
        if (level, text) not in found:
            heading = f"{'#' * level} {text}"
            yield page.problem(1, f"the note's heading {heading!r} is missing, or not in the note's order")
