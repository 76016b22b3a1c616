"""Rules about exercises and quick questions on pages."""

from dlnotes.site.checks.figures import shown_once
from dlnotes.site.project import unknown
from dlnotes.site.sources import practice
from dlnotes.site.sources.practice import LEVELS

EXERCISES, QUESTIONS = range(3, 6), range(2, 4)  # how many a lesson asks


def keep_their_form(page, subject):
    for block, fault in practice.faults(page):
        yield page.problem(block.line, f"{block.name} {block.argument}: {fault}")


def are_known(page, subject):
    known = subject.exercises
    for exercise in practice.exercises(page):
        if exercise.slug not in known:
            yield page.problem(exercise.line, unknown("exercise", exercise.slug, known))


def are_asked_once(page, subject):
    yield from shown_once("exercise", page, subject)
    yield from shown_once("question", page, subject)


def go_from_easy_to_hard(page, subject):
    hardest = 0
    for exercise in practice.exercises(page):
        place = LEVELS.index(exercise.level) if exercise.level in LEVELS else hardest
        if place < hardest:
            said = f"exercise {exercise.slug}: {exercise.level!r} comes before {LEVELS[hardest]!r}"
            yield page.problem(exercise.line, said)
        hardest = max(hardest, place)


def are_enough_for_a_lesson(page, subject):
    if page.name not in subject.lessons:
        return
    levels = [exercise.level for exercise in practice.exercises(page)]
    questions = len(practice.questions(page))
    if len(levels) not in EXERCISES:
        yield page.problem(1, f"a lesson has three to five exercises, and this has {len(levels)}")
    for level in (LEVELS[0], LEVELS[-1]):
        if level not in levels:
            yield page.problem(1, f"a lesson has an exercise of the level {level!r}, and this has none")
    if questions not in QUESTIONS:
        yield page.problem(1, f"a lesson has two or three quick questions, and this has {questions}")
