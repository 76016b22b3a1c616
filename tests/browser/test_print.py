"""What a printer gets: an article whose folds stand at its end, in ink on paper, its pages full."""

import io

import pypdfium2
import pytest
from PIL import ImageChops

from tests import lessons

LESSONS = sorted(map(lessons.address, lessons.LESSONS))
FOOT = 0.92  # the page's number stands below this


@pytest.fixture
def printed(visit):
    """printed(name, …) → the page as it stands while it is printed."""

    def go(name, **options):
        page = visit(name, **options)
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        return page

    return go


def share_filled(picture):
    """How far down a page there is ink, its number left out, as a share of what could be filled."""
    text = picture.convert("L").crop((0, 0, picture.width, int(FOOT * picture.height)))
    ink = ImageChops.invert(text).point(lambda grey: 255 * (grey > 60)).getbbox()
    return ink[3] / text.height if ink else 0


@pytest.mark.parametrize("name", LESSONS)
def test_no_page_of_a_lesson_is_half_empty_but_its_last(visit, name):
    pdf = pypdfium2.PdfDocument(io.BytesIO(visit(name).pdf(prefer_css_page_size=True)))
    filled = [share_filled(page.render(scale=0.5).to_pil()) for page in pdf]
    assert len(filled) > 5 and min(filled[:-1]) > 0.5


def test_a_page_with_a_few_lines_counts_as_half_empty(visit):
    page = visit(LESSONS[0])
    page.evaluate("document.querySelectorAll('h2').forEach(title => { title.style.breakBefore = 'page' })")
    pdf = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert min(share_filled(pdf[i].render(scale=0.5).to_pil()) for i in range(len(pdf) - 1)) < 0.5


def test_folds_stand_at_the_end_and_are_numbered_where_they_belong(printed):
    page = printed(LESSONS[0])
    end, evidence = page.locator(".dl-endnotes"), page.locator(".dl-evidence")
    assert not any(fold.is_visible() for fold in evidence.all())
    assert not any(fold.is_visible() for fold in page.locator(".dl-exercise > details").all())
    numbers = [str(number + 1) for number in range(evidence.count())]
    assert page.locator(".dl-claim .dl-note-mark").all_text_contents() == numbers
    assert end.locator(".dl-note-mark").all_text_contents() == numbers
    assert end.locator("h2").all_text_contents() == ["Evidence", "Answers", "Hints and solutions"]
    solutions = page.locator(".dl-exercise > details.success code").all_text_contents()
    assert solutions and set(solutions) <= set(end.locator("code").all_text_contents())
    assert end.locator("[data-answer=right]").count() == page.locator(".dl-question").count()


def test_a_printed_page_has_no_names_of_its_own_and_is_as_before_afterwards(visit):
    page = visit(LESSONS[0])
    before, names = page.locator("article").inner_html(), "document.querySelectorAll('[id]').length"
    count = page.evaluate(names)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".dl-endnotes").count() == 1 and page.evaluate(names) == count
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.wait_for_timeout(100)  # Material closes the folds that it has opened
    assert page.locator("article").inner_html() == before


def test_without_scripts_folds_stand_open_in_their_place(visit):
    page = visit(LESSONS[0], java_script_enabled=False)
    page.emulate_media(media="print")
    for fold in (".dl-evidence", ".dl-exercise > details.success"):
        assert page.locator(fold).locator("p").first.bounding_box()["height"] > 5


def test_on_paper_there_is_ink_and_no_navigation_whatever_the_screen_shows(printed):
    ink = "getComputedStyle(document.querySelector('article p')).color"
    light, dark = printed(LESSONS[0]), printed(LESSONS[0], scheme="dark")
    assert light.evaluate(ink) == dark.evaluate(ink) == "rgb(28, 28, 26)"
    for chrome in (".md-header", ".md-footer", ".dl-tools", ".dl-run-bar", ".dl-lab"):
        assert not light.locator(chrome).first.is_visible()
    assert light.locator("h1").is_visible()
