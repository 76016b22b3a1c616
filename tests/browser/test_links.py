"""Search, previews and links to places, as a reader meets them: over HTTP and from a USB stick."""

import json

import pytest

from dlnotes.site.project import Project
from tests import lessons
from tests.browser.conftest import ROOT, violations

NOTE = "deep-learning/lessons-learnt-1/index.html"
PREVIEW = ".dl-preview"


def search(page, words):
    """The addresses that a search finds, best first."""
    page.locator(".md-search__input").first.click()
    page.keyboard.type(words)
    page.locator(".md-search-result__link").first.wait_for(timeout=10000)
    page.wait_for_timeout(400)  # the list is made again at each letter
    found = "links => links.map(link => link.href.replace(/\\?h=[^#]*/, ''))"
    return page.eval_on_selector_all(".md-search-result__item > .md-search-result__link", found)


@pytest.mark.parametrize("words", ["KL", "sigmoid", "stride", "spectral bias", "residual", "1", "log Y"])
def test_lessons_come_before_everything_else(visit, words):
    known = set(map(lessons.address, lessons.LESSONS))
    page = visit("index.html")
    hits = [url.split("#")[0].split("/", 3)[3] in known for url in search(page, words)]
    assert hits[0] and hits == sorted(hits, reverse=True)


def test_a_figure_that_is_found_is_shown_as_one_and_a_formula_as_code(visit):
    page = visit("index.html")
    search(page, "increasing loss derivative")
    result = page.locator(".md-search-result__list")
    assert result.locator("a[href*='#fig-'] h2", has_text="Figure: ").count()
    assert result.locator("code", has_text="d = 1").count()


@pytest.mark.parametrize("stick", [False, True])
def test_a_link_shows_what_stands_there_to_a_mouse_and_to_keys(visit, folder, address, stick):
    page = visit(NOTE, base=folder.as_uri() if stick else address)
    link = page.locator("a[href$='#fig-residual-block']")
    page.wait_for_timeout(500)  # from a stick the index comes as a script
    link.hover()
    page.wait_for_selector(PREVIEW)
    assert page.locator(PREVIEW).inner_text().startswith("Figure: residual block")
    page.wait_for_function("document.querySelector('.dl-preview img').naturalWidth > 0")
    page.locator(PREVIEW).hover()  # it can be reached,
    page.wait_for_timeout(500)
    assert page.locator(PREVIEW).is_visible()  # stays,
    page.keyboard.press("Escape")
    assert page.locator(PREVIEW).count() == 0  # and goes
    page.mouse.move(1, 1)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_selector(PREVIEW)
    assert link.get_attribute("aria-describedby") == page.locator(PREVIEW).get_attribute("id")
    assert page.evaluate("document.activeElement.hash") == "#fig-residual-block"
    assert page.said == []
    assert not [found for found in violations(page) if PREVIEW in str(found)]
    page.keyboard.press("Tab")
    assert link.get_attribute("aria-describedby") is None


def test_a_finger_gets_no_preview_but_the_page(visit):
    page = visit(NOTE, has_touch=True)
    page.locator("a[href$='#fig-residual-block']").tap()
    page.wait_for_url("**#fig-residual-block")
    page.wait_for_timeout(500)
    assert page.locator(PREVIEW).count() == 0


def test_a_term_explains_itself_to_keys(visit):
    page = visit(lessons.lesson("activation-functions"))
    term = page.locator("abbr").first
    meaning = term.get_attribute("title")
    term.focus()
    page.wait_for_selector(PREVIEW)
    assert meaning in page.locator(PREVIEW).inner_text()
    page.keyboard.press("Escape")
    assert page.locator(PREVIEW).count() == 0 and term.get_attribute("title") == meaning


@pytest.mark.parametrize(
    "place", ["fig-l2", "claim-slope-is-the-error", "exercise-the-longest-step", "l2-loss"]
)
def test_every_place_has_a_link_that_copies_its_address(visit, place):
    page = visit(lessons.lesson("divergences"), permissions=["clipboard-read", "clipboard-write"])
    link = page.locator(f"a.headerlink[href='#{place}']")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}#{place}"


def test_a_link_to_a_place_is_quiet_until_it_is_wanted_and_leads_there_without_a_script(visit):
    page = visit(lessons.lesson("divergences"))
    link = page.locator("#claim-slope-is-the-error .headerlink")
    opacity = "link => getComputedStyle(link).opacity"
    assert link.evaluate(opacity) == "0"
    page.locator("#claim-slope-is-the-error").hover()
    page.wait_for_timeout(300)
    assert link.evaluate(opacity) == "1"
    finger = visit(lessons.lesson("divergences"), has_touch=True, is_mobile=True, java_script_enabled=False)
    link = finger.locator("#claim-slope-is-the-error .headerlink")
    assert link.evaluate(opacity) == "1"
    link.tap()
    assert finger.url.endswith("#claim-slope-is-the-error")


def test_every_claim_figure_exercise_and_term_is_a_hit_of_its_own(folder):
    index = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))
    found = {doc["location"].partition("#")[2] for doc in index["docs"]}
    project = Project(ROOT)
    assert {f"exercise-{slug}" for slug in project.exercises()} <= found
    published = json.loads((project.generated / "claims.json").read_text(encoding="utf-8"))
    assert {f"claim-{slug}" for slug in published} <= found
    assert {"fig-step-size", "term-receptive-field", "he-2015"} <= found
