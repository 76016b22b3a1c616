"""Formulas as a person meets them: in our font, within reach on a phone, and as TeX when copied."""

import pytest

from tests.browser.test_pages import LESSONS, OPEN, OUT_OF_REACH
from tests.lessons import lesson

LESSON = lesson("divergences")


def fonts(page):
    """Family → signs that the browser has drawn in it, of all formulas of a page; folded ones are opened."""
    page.evaluate(OPEN)
    page.evaluate("document.fonts.ready")
    session, found = page.context.new_cdp_session(page), {}
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    query = {"nodeId": root, "selector": "x-tex :is(mi, mo, mn, mtext)"}
    for node in session.send("DOM.querySelectorAll", query)["nodeIds"]:
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            key = (font["familyName"], font["isCustomFont"])
            found[key] = found.get(key, 0) + int(font["glyphCount"])
    return found


@pytest.mark.parametrize("name", LESSONS)
def test_every_sign_of_every_formula_is_drawn_in_our_font(visit, name):
    found = fonts(visit(name))
    assert list(found) == [("STIX Two Math", True)] and sum(found.values()) >= 5


def test_the_font_of_a_sign_that_we_do_not_have_is_noticed(visit):
    page = visit(LESSON)
    page.evaluate("document.querySelector('x-tex mi').textContent = '\\u0436'")
    assert len(fonts(page)) == 2


def test_our_font_is_there_on_a_usb_stick(visit, folder):
    assert list(fonts(visit(LESSON, base=folder.as_uri()))) == [("STIX Two Math", True)]


def test_a_wide_formula_takes_the_focus_and_scrolls(visit):
    page = visit("labs/sigmoid-posterior.html", 320)
    wide = page.locator("x-tex[data-display][tabindex]").first
    wide.focus()
    assert wide.evaluate("e => e.scrollWidth > e.clientWidth && document.activeElement === e")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert wide.evaluate("e => e.scrollLeft") > 0
    wide.evaluate("e => e.removeAttribute('tabindex')")
    assert page.evaluate(OUT_OF_REACH) != []


def test_copying_takes_the_tex_and_nothing_else_of_a_formula(visit):
    page = visit("notation.html")
    cell = "[...document.querySelectorAll('td')].find(e => e.textContent.includes('lambda'))"
    copied = page.evaluate(f"(getSelection().selectAllChildren({cell}), getSelection().toString())")
    assert copied.strip() == r"\lambda_{\max}"


def test_a_formula_stands_on_the_line_of_its_text_and_has_its_colour(visit):
    page = visit(LESSON, scheme="dark")
    heights = page.evaluate(
        "() => [...document.querySelectorAll('p > x-tex:not([data-display]) > math')].map(math => "
        "math.getBoundingClientRect().height / parseFloat(getComputedStyle(math.closest('p')).lineHeight))"
    )
    assert len(heights) > 50 and max(heights) < 1.25
    ink = "e => getComputedStyle(e).color"
    formula = page.locator("p > x-tex > math").first
    assert formula.evaluate(ink) == page.locator("p:has(> x-tex)").first.evaluate(ink)
