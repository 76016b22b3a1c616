"""Every exercise can be solved, refuses what is wrong and says why; every key opens its question."""

from pathlib import Path

import pytest

from dlnotes.site.pages import practice
from dlnotes.site.project import Project
from dlnotes.site.sources import exercises
from tests.exercises import misordered, missing, problems, wrong_key

PROJECT = Project(Path(__file__).parent.parent)
PAGES = {
    page.relative_to(PROJECT.docs).as_posix(): practice.read(page.read_text(encoding="utf-8"), page.name)
    for page in PROJECT.lessons()
}
LESSONS = [
    name
    for name in PAGES
    if name.startswith("deep-learning/lessons-learnt-1/") and not name.endswith("/index.md")
]
QUESTIONS = [question for _, questions in PAGES.values() for question in questions]


@pytest.mark.parametrize("path", PROJECT.exercises().values(), ids=PROJECT.exercises())
def test_the_solution_passes_and_stub_and_mistake_are_told_what_is_wrong(path):
    assert problems(exercises.read(path)) == []


def test_every_exercise_is_shown_on_exactly_one_page():
    assert sorted(task.slug for tasks, _ in PAGES.values() for task in tasks) == sorted(PROJECT.exercises())


@pytest.mark.parametrize("page", LESSONS)
def test_a_lesson_asks_enough_from_the_first_level_to_the_last(page):
    assert missing(*PAGES[page]) == []


@pytest.mark.parametrize("page", PAGES)
def test_the_exercises_of_a_page_go_from_easy_to_hard(page):
    assert misordered(PAGES[page][0]) == ""


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.key], ids=lambda q: q.slug)
def test_the_computed_answer_is_the_right_option_and_no_other(question):
    assert wrong_key(question) == ""
