"""The gate: every rule about what an author writes, run by `dlnotes check`, by the build and by the tests.

A rule is a function that yields problems. Most look at one page at a time and are given the page and the
subject; those of the last list look at the project as a whole.
"""

import difflib
from pathlib import Path

from dlnotes.site.checks import (
    claims,
    exercises,
    fences,
    figures,
    formulas,
    glossary,
    labs,
    links,
    notes,
    numbers,
    pages,
    practice,
    slugs,
    snippets,
)
from dlnotes.site.checks.subject import Subject
from dlnotes.site.errors import Problem, Problems, WrongUsage
from dlnotes.site.project import Project
from dlnotes.site.results.plan import planned
from dlnotes.site.sources.page import Page

OF_DOCUMENTS = (
    pages.can_be_read,
    fences.name_their_language,
    fences.hold_a_region_or_examples,
    fences.fit_the_page,
    fences.compare_what_torch_computes,
    snippets.are_there,
    snippets.are_short,
    snippets.state_and_prove,
)
OF_PAGES = (
    pages.have_a_title,
    pages.describe_themselves,
    pages.say_known_things_of_themselves,
    pages.lead_where_they_moved,
    pages.are_read_in_the_time_they_state,
    links.land,
    numbers.stand_outside_of_formulas,
    figures.are_known,
    figures.are_shown_once,
    numbers.are_published,
    numbers.are_quoted_not_typed,
    formulas.can_be_drawn,
    practice.keep_their_form,
    practice.are_known,
    practice.are_asked_once,
    practice.go_from_easy_to_hard,
    practice.are_enough_for_a_lesson,
    exercises.can_be_read,
    exercises.fit_a_phone,
    exercises.import_what_a_browser_has,
    exercises.say_what_is_wrong,
)
OF_PROJECTS = (
    notes.can_be_read,
    notes.are_mirrored,
    notes.carry_the_title,
    notes.statements_have_their_claims,
    slugs.are_file_names,
    glossary.defines_each_term_once,
    figures.have_a_page,
    figures.have_a_caption,
    numbers.of_captions_are_published,
    numbers.have_been_built,
    formulas.of_captions_can_be_drawn,
    claims.can_be_read,
    claims.are_decided,
    claims.are_short,
    labs.can_be_read_anywhere,
    labs.hold_code_in_cells,
    labs.use_public_names,
    labs.answer_their_questions,
    snippets.mark_their_regions,
    snippets.have_a_page,
    exercises.have_a_page,
)


def check(project: Project, documents: list[Page] | None = None, results=True) -> list[Problem]:
    """Every problem of these documents (default: of the whole project), sorted by file and line; without
    `results`, of what does not depend on them."""
    subject = Subject(project, results)
    found = set()
    for page in subject.documents if documents is None else documents:
        rules = OF_DOCUMENTS if page.address == "README.md" else (*OF_DOCUMENTS, *OF_PAGES)
        found.update(problem for rule in rules for problem in rule(page, subject))
    if documents is None:
        found.update(problem for rule in OF_PROJECTS for problem in rule(subject))
    return sorted(found)


def check_documents(project: Project, said: str | None) -> tuple[list[Problem], int]:
    """(every problem, number of documents looked at) of the one that somebody means, or of all."""
    documents = [document(project, said)] if said else None
    unplanned = [] if said else planned(project)[1]
    found = sorted({*unplanned, *check(project, documents, not unplanned)})
    return found, len(documents or Subject(project).documents)


def demand(project: Project, others=()) -> None:
    """Problems, if there are any; after a build that found `others`, its results are old and tell nothing."""
    if problems := [*others, *check(project, results=not others)]:
        raise Problems(problems)


def document(project: Project, said: str) -> Page:
    """The document that a path means, from here, the root or docs/, with its ending or without."""
    documents = {page.name: page for page in Subject(project).documents}
    for folder in (Path.cwd(), project.root, project.docs):
        path = (folder / f"{said.removesuffix('.md')}.md").resolve()
        if path.is_relative_to(project.root) and project.name(path) in documents:
            return documents[project.name(path)]
    stems = {Path(name).stem: name for name in documents}
    near = [stems[stem] for stem in difflib.get_close_matches(Path(said).stem, stems)] or documents
    raise WrongUsage(f"no page is called {said!r}; nearest: {', '.join(near)}")
