"""What a person sees: every page in a real browser, wide and narrow, light and dark, without scripts too."""

import gzip
import urllib.request
from pathlib import Path

import pytest

from dlnotes.site.project import Project
from dlnotes.site.sources.page import pages
from tests import lessons
from tests.browser.conftest import look, violations, visiting

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT)
LESSONS = sorted(map(lessons.address, lessons.PAGES))
LEAVING = [page.address for page in pages(PROJECT) if "moved" in page.meta]
PAGES = [
    *(page.address.removesuffix(".md") + ".html" for page in pages(PROJECT) if "moved" not in page.meta),
    *(f"labs/{slug}.html" for slug in PROJECT.labs()),
    "404.html",
]

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > width) found.push(`page is ${wide} wide`);
  const boxes = '.md-content :is(img, x-fig svg, table, p, h1, h2, h3)';
  for (const e of document.querySelectorAll(boxes)) {
    const scrolls = e.closest('.md-typeset__scrollwrap, .md-typeset__table, pre, [tabindex], x-tex');
    const box = e.getBoundingClientRect();
    const cut = box.right > width + 1 || box.left < -1;
    if (!scrolls && cut) found.push(e.tagName + ' ' + e.textContent.slice(0, 40));
  }
  return found;
}"""
OPEN = "() => document.querySelectorAll('details').forEach(fold => fold.open = true)"
OUT_OF_REACH = """() => [...document.querySelectorAll('x-tex')]
  .filter(e => getComputedStyle(e).overflowX === 'auto' && e.scrollWidth > e.clientWidth && e.tabIndex !== 0)
  .map(e => e.lastChild.textContent)"""
OFF_THE_SIDE = """() => [...document.querySelectorAll('x-tex')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.md-typeset__table'))
  .map(e => e.lastChild.textContent)"""


@pytest.mark.parametrize("name", LEAVING)
def test_an_address_that_has_moved_leads_on(chromium, address, name):
    page = chromium.new_page()
    page.goto(f"{address}/{name.removesuffix('.md')}.html")
    page.wait_for_url("**/lessons-learnt-1/index.html")
    assert page.locator(".dl-statements li").count() > 40
    page.close()


@pytest.fixture(scope="module", params=PAGES)
def opened(request, chromium, address):
    """Each page, opened once for all tests that only look at it."""
    with visiting(chromium, address) as visit:
        yield visit(request.param)


def test_a_page_asks_no_third_party_and_reports_no_error(opened, address):
    opened.mouse.wheel(0, 20000)
    opened.wait_for_timeout(300)
    assert [url for url in opened.asked if not url.startswith((address, "data:", "blob:"))] == []
    assert opened.said == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_runs_off_the_side(opened, width):
    assert look(opened, width).evaluate(OVERFLOW) == []


def test_the_overflow_check_notices(visit):
    page = visit("index.html", 320)
    page.evaluate("document.querySelector('.md-content p').style.width = '900px'")
    assert page.evaluate(OVERFLOW) != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(opened, scheme):
    assert violations(look(opened, scheme=scheme)) == []


def test_a_formula_that_scrolls_on_a_phone_is_reached_by_keyboard(opened):
    look(opened, 320).evaluate(OPEN)
    assert opened.evaluate(OUT_OF_REACH) == [] and opened.evaluate(OFF_THE_SIDE) == []


@pytest.mark.parametrize("name", LESSONS)
def test_without_scripts_text_figures_and_formulas_are_there(visit, name):
    page = visit(name, java_script_enabled=False)
    figures = page.locator("x-fig svg")
    boxes = [figures.nth(i).bounding_box() for i in range(figures.count())]
    assert boxes and all(box["width"] > 200 and box["height"] > 50 for box in boxes)
    assert page.locator("h1").is_visible()
    formulas = page.locator("x-tex:not(details *) > math")
    assert all(formulas.nth(i).bounding_box()["width"] > 2 for i in range(min(formulas.count(), 10)))


def test_figures_follow_the_palette(visit):
    """Both the ink, which is the page's text colour, and the accents, which are CSS variables."""
    ink = "() => getComputedStyle(document.querySelector('x-fig svg')).color"
    accent = (
        "() => getComputedStyle(document.querySelector('x-fig svg [style*=\"stroke: var(--fig\"]')).stroke"
    )
    light, dark = (
        visit(lessons.lesson("divergences")),
        visit(lessons.lesson("divergences"), scheme="dark"),
    )
    assert light.evaluate(ink) != dark.evaluate(ink)
    assert light.evaluate(accent) != dark.evaluate(accent)


def test_the_toggle_changes_the_palette(visit):
    page = visit("index.html")
    scheme = "() => document.body.getAttribute('data-md-color-scheme')"
    seen = {page.evaluate(scheme)}
    for _ in range(3):
        page.locator("form[data-md-component=palette] label:not([hidden])").click()
        seen.add(page.evaluate(scheme))
    assert seen == {"default", "slate"}


def test_search_finds_prose_and_shows_no_formula_noise(visit):
    page = visit("index.html")
    page.locator(".md-search__input").first.click()
    page.keyboard.type("skip connection")
    result = page.locator(".md-search-result__item").first
    result.wait_for(timeout=10000)
    assert "skip connection" in page.locator(".md-search-result__list").inner_text().lower()


def test_a_term_explains_itself(visit):
    page = visit(lessons.lesson("activation-functions"))
    term = page.locator("abbr").first
    assert len(term.get_attribute("title") or "") > 20


@pytest.mark.parametrize("name", LESSONS)
def test_a_page_reads_from_a_usb_stick(visit, folder, name):
    page = visit(name, base=folder.as_uri())
    assert page.locator("x-fig svg").first.bounding_box()["width"] > 200
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    following = page.locator(".md-footer__link--next, .md-footer__link--prev").first
    following.click()
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1 and "Index of" not in page.content()


def test_search_works_from_a_usb_stick(visit, folder):
    page = visit("index.html", base=folder.as_uri())
    page.locator(".md-search__input").first.click()
    page.keyboard.type("skip connection")
    page.locator(".md-search-result__item").first.wait_for(timeout=10000)
    assert [url for url in page.asked if not url.startswith((folder.as_uri(), "data:", "about:"))] == []


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_is_light(visit, address, name):
    """Before any click: all of it as a server would send it, compressed; and our own scripts as they are,
    Material's and its search index left out."""
    page = visit(name)
    page.wait_for_timeout(300)
    bodies = {url: urllib.request.urlopen(url).read() for url in page.asked if url.startswith(address)}
    total = sum(
        len(body if url.endswith((".png", ".woff2", ".ico")) else gzip.compress(body, 6))
        for url, body in bodies.items()
    )
    assert total < 600_000, f"{total} bytes"
    ours = {
        url.rpartition("/")[2]: len(body)
        for url, body in bodies.items()
        if url.endswith(".js") and "/assets/javascripts/" not in url and "/search/" not in url
    }
    assert (
        set(ours) == {"figures.js", "iframe-worker.js", "links.js", "memory.js", "print.js", "run.js"}
        and sum(ours.values()) < 25_000
    )


@pytest.mark.parametrize("name", LESSONS)
def test_no_code_is_cut_on_a_desk(visit, name):
    page = visit(name)
    cut = (
        "[...document.querySelectorAll('article pre > code')].filter(c => c.scrollWidth > c.clientWidth + 1)"
    )
    for width in (1440, 1024):
        assert look(page, width).evaluate(f"{cut}.map(code => code.textContent)") == []
