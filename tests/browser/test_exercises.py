"""Exercises and quick questions by mouse, keyboard and finger, on paper, and without scripts."""

import pytest

from dlnotes.site.sources import practice
from dlnotes.site.sources.page import pages
from tests.browser.conftest import look, violations, visiting
from tests.browser.test_pages import PROJECT

QUESTIONS = {
    page.address.replace(".md", ".html"): practice.questions(page)
    for page in pages(PROJECT)
    if practice.exercises(page) and practice.questions(page)
}
PAGES = sorted(QUESTIONS)
OPEN = (
    "() => [...document.querySelector('.dl-question').querySelectorAll('details')].map(option => option.open)"
)
LOW = """() => [...document.querySelectorAll('.dl-option > summary, .dl-exercise > details > summary')]
  .map(summary => summary.getBoundingClientRect().height).filter(height => height < 44)"""


def option(page, index):
    return page.locator(".dl-question").first.locator("details").nth(index)


def test_a_question_answers_to_the_mouse_and_keeps_one_option_open(visit):
    page = visit(PAGES[0])
    answers = QUESTIONS[PAGES[0]][0].options
    for index, answer in enumerate(answers):
        option(page, index).locator("summary").click()
        assert page.evaluate(OPEN) == [i == index for i in range(len(answers))]
        told = option(page, index).locator(".dl-explanation").inner_text()
        assert told.startswith("Right." if answer.right else "Not quite.")


def test_a_question_answers_to_the_keyboard(visit):
    page = visit(PAGES[0])
    option(page, 0).locator("summary").focus()
    page.keyboard.press("Enter")
    assert option(page, 0).locator(".dl-explanation").is_visible()
    option(page, 1).locator("summary").focus()
    page.keyboard.press("Space")
    assert page.evaluate(OPEN)[:2] == [False, True]


def test_a_question_answers_to_a_finger_on_a_small_screen(visit):
    page = visit(PAGES[0], 360, has_touch=True, is_mobile=True)
    option(page, 1).locator("summary").tap()
    assert option(page, 1).locator(".dl-explanation").is_visible()


@pytest.fixture(scope="module", params=PAGES)
def opened(request, chromium, address):
    with visiting(chromium, address) as visit:
        yield visit(request.param)


@pytest.mark.parametrize("width", [320, 1280])
def test_what_opens_is_high_enough_for_a_finger(opened, width):
    assert look(opened, width).evaluate(LOW) == []


def test_the_measure_of_heights_notices(visit):
    page = visit(PAGES[0])
    page.add_style_tag(content=".md-typeset details.dl-option > summary { min-height: 0; padding-top: 0; }")
    assert page.evaluate(LOW) != []


def test_without_scripts_options_hints_and_solutions_open(visit):
    page = visit(PAGES[0], java_script_enabled=False)
    option(page, 0).locator("summary").click()
    assert option(page, 0).locator(".dl-explanation").is_visible()
    option(page, 1).locator("summary").click()
    assert (
        option(page, 1).locator(".dl-explanation").is_visible()
        and not option(page, 0).locator(".dl-explanation").is_visible()
    )
    exercise = page.locator(".dl-exercise").first
    assert exercise.locator(".dl-run code").first.is_visible()
    for fold in exercise.locator(":scope > details").all():
        fold.locator("summary").click()
    assert exercise.locator("details").last.locator("code").first.is_visible()


def test_on_paper_a_question_keeps_its_options_and_not_its_answers(visit):
    page = visit(PAGES[0])
    option(page, 1).locator("summary").click()
    page.emulate_media(media="print")
    question = page.locator(".dl-question").first
    assert all(summary.is_visible() for summary in question.locator("summary").all())
    assert not any(words.is_visible() for words in question.locator(".dl-explanation").all())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_with_folds_open_and_figures_turned(opened, scheme):
    """In what opens and turns; `test_pages.py` asks about all of the page."""
    page, parts = look(opened, scheme=scheme), [".dl-exercise", ".dl-question", "figure:has(dl-knobs)"]
    for slider in page.locator("dl-knobs input[type=range]").all():
        slider.press("ArrowRight")
    page.evaluate(
        "() => document.querySelectorAll('.dl-exercise > details').forEach(fold => fold.open = true)"
    )
    for verdict in ("right", "wrong"):  # one option of a question is open at a time
        answers = f".dl-option:has([data-answer={verdict}])"
        page.evaluate(f"() => document.querySelectorAll('{answers}').forEach(fold => fold.open = true)")
        assert violations(page, *parts) == []
        parts = [".dl-question"]  # the other parts stay as they were


def test_axe_notices_what_an_open_fold_hides(visit):
    page = visit(PAGES[0])
    fold = page.locator(".dl-exercise > details").first
    fold.evaluate("fold => { fold.open = true; fold.innerHTML += '<img src=\"data:,\">'; }")
    assert violations(page, ".dl-exercise") != []
