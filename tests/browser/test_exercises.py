"""Exercises and quick questions as a person meets them: by any hand, on paper, and without scripts."""

import pytest

from dlnotes.site.pages import practice
from tests.browser.conftest import violations
from tests.browser.test_pages import PROJECT

ASKED = {
    page.relative_to(PROJECT.docs).with_suffix(".html").as_posix(): found
    for page in PROJECT.lessons()
    if any(found := practice.read(page.read_text(encoding="utf-8"), page.name))
}
PAGES = sorted(name for name, (tasks, questions) in ASKED.items() if tasks and questions)
OPEN = (
    "() => [...document.querySelector('.dl-question').querySelectorAll('details')].map(option => option.open)"
)
LOW = """() => [...document.querySelectorAll('.dl-option > summary, .dl-exercise > details > summary')]
  .map(summary => summary.getBoundingClientRect().height).filter(height => height < 44)"""


def option(page, index):
    return page.locator(".dl-question").first.locator("details").nth(index)


def test_a_question_answers_to_the_mouse_and_keeps_one_option_open(visit):
    page = visit(PAGES[0])
    _, questions = ASKED[PAGES[0]]
    for index, answer in enumerate(questions[0].options):
        option(page, index).locator("summary").click()
        assert page.evaluate(OPEN) == [i == index for i in range(len(questions[0].options))]
        assert (
            option(page, index)
            .locator(".dl-explanation")
            .inner_text()
            .startswith("Right." if answer.right else "Not quite.")
        )


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


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_what_opens_is_high_enough_for_a_finger(visit, name, width):
    assert visit(name, width).evaluate(LOW) == []


def test_the_check_of_heights_notices(visit):
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
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_with_folds_open_and_figures_turned(visit, name, scheme):
    page = visit(name, scheme=scheme)
    for slider in page.locator("dl-scrub input[type=range]").all():
        slider.press("ArrowRight")
    for verdict in ("right", "wrong"):  # one option of a question is open at a time
        page.evaluate(
            "() => document.querySelectorAll('.dl-exercise > details').forEach(fold => { fold.open = true; })"
        )
        page.evaluate(
            f"() => document.querySelectorAll('.dl-option:has([data-answer={verdict}])').forEach(option "
            f"=> {{ option.open = true; }})"
        )
        assert violations(page) == []
