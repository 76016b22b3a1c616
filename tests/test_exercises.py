"""Every exercise can be solved, refuses what is wrong and says why; every key opens its question."""

from pathlib import Path

import pytest

from dlnotes.site.project import Project
from dlnotes.site.sources import exercises, practice
from dlnotes.site.sources.page import pages
from tests.exercises import problems, wrong_key

PROJECT = Project(Path(__file__).parent.parent)
KEYS = [question for page in pages(PROJECT) for question in practice.questions(page) if question.key]


@pytest.mark.parametrize("path", PROJECT.exercises().values(), ids=PROJECT.exercises())
def test_the_solution_passes_and_stub_and_mistake_are_told_what_is_wrong(path):
    assert problems(exercises.read(path)) == []


@pytest.mark.parametrize("question", KEYS, ids=lambda question: question.slug)
def test_the_computed_answer_is_the_right_option_and_no_other(question):
    assert wrong_key(question) == ""
