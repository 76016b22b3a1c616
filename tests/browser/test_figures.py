"""Figures in a reader's hand: turned by mouse, key and touch, shared by address, enlarged, taken along."""

import csv
import json
import re
from importlib import import_module
from urllib.parse import unquote, urlsplit

import numpy as np
import pytest

from dlnotes.site.products import arrays, experiments, frames
from dlnotes.site.results.plan import plan
from dlnotes.site.sources.page import pages
from tests import lessons
from tests.browser.conftest import violations
from tests.browser.test_pages import OVERFLOW, PROJECT

PAGE_OF = {
    figure.slug: page.address.replace(".md", ".html") for page in pages(PROJECT) for figure in page.figures
}
KNOBS = {
    slug: found
    for slug, path in PROJECT.figures().items()
    if (found := getattr(import_module(f"dlnotes.figures.{path.stem}"), "KNOBS", ()))
}
RUNS = {task.slug: task for task in plan(PROJECT) if task.product == experiments.NAME}
every_explorable = pytest.mark.parametrize("slug", sorted(KNOBS))


class Explorable:
    """An explorable on an open page, and what its files say that it should show."""

    def __init__(self, page, slug, folder):
        self.page, self.knobs, self.folder, self.slug = page, KNOBS[slug], folder, slug
        self.figure = page.locator(f"#fig-{slug}")
        self.figure.scroll_into_view_if_needed()
        self.setting = frames.start(self.knobs)

    def control(self, knob):
        if knob.words:
            return self.figure.get_by_role("group", name=knob.label)
        return self.figure.get_by_role("slider", name=knob.label)

    def turn(self, knob, value):
        """By keyboard or click, as a reader would, one knob to one value."""
        if knob.words:
            self.control(knob).get_by_role("radio", name=knob.reads(value), exact=True).check()
        else:
            here, there = (knob.values.index(v) for v in (self.setting[knob.name], value))
            for _ in range(abs(there - here)):
                self.control(knob).press("ArrowRight" if there > here else "ArrowLeft")
        self.setting = self.setting | {knob.name: value}

    def expected(self):
        """(drawing, reading) of the present setting, read from the files that the build made."""
        place = [knob.values.index(self.setting[knob.name]) for knob in self.knobs]
        text = (
            self.folder / f"generated/frames/{self.slug}" / f"{'-'.join(map(str, place[1:])) or '0'}.js"
        ).read_text(encoding="utf-8")
        _, _, drawings = json.loads(f"[{re.fullmatch(r'dlnotesFrames[(](.*)[)]', text.strip(), re.S)[1]}]")
        return drawings[place[0]]

    def says(self, knob, value):
        """A screen reader hears this value of this knob."""
        if knob.words:
            assert self.control(knob).get_by_role("radio", name=knob.reads(value), exact=True).is_checked()
        else:
            assert self.control(knob).get_attribute("aria-valuetext") == knob.reads(value)

    def files(self):
        return [url for url in self.page.asked if "/frames/" in url]

    def reading(self):
        return self.figure.locator(".dl-reading").inner_text()

    def shows_its_setting(self):
        """Waits until the page shows the drawing and the sentence of the setting."""
        drawing, reading = self.expected()
        self.page.wait_for_function(
            "([slug, text]) => document.querySelector(`#fig-${slug} .dl-reading`).textContent === text",
            arg=[self.slug, reading],
            timeout=5000,
        )
        label = self.figure.locator("x-fig").get_attribute("aria-label")
        assert (label == reading) == (self.setting != frames.start(self.knobs)), (
            "the first setting has its author's words"
        )
        # The browser writes markup in its own way; paths it leaves alone. Those with an id are letters,
        # which all drawings of a file share.
        paths = re.compile(r'<path(?! id=)[^>]*? d="([^"]*)"')
        assert paths.findall(drawing) == paths.findall(self.figure.locator("x-fig > svg").inner_html())


@pytest.fixture
def explorable(visit, folder):
    return lambda slug, query="", **options: Explorable(visit(PAGE_OF[slug] + query, **options), slug, folder)


def other(knob):
    """A value that it does not start at: a neighbour, so that a few keys reach it."""
    place = knob.values.index(knob.start)
    return knob.values[place + 1 if place + 1 < len(knob.values) else place - 1]


def test_every_lesson_has_something_to_turn():
    assert {PAGE_OF[slug] for slug in KNOBS} == {"index.html", *map(lessons.address, lessons.LESSONS)}


@every_explorable
def test_keyboard_turns_it_a_screen_reader_hears_it_and_the_address_holds_it(explorable, slug):
    one = explorable(slug)
    one.page.wait_for_timeout(200)
    assert one.files() == [], "nothing is loaded before it is turned"
    before = one.figure.locator("x-fig > svg").inner_html()
    for knob in one.knobs:
        one.says(knob, knob.start)
        one.turn(knob, other(knob))
        one.says(knob, other(knob))
        one.shows_its_setting()
        if knob is one.knobs[0]:
            assert len(one.files()) == 1
    assert one.figure.locator(".dl-reading").get_attribute("role") == "status"
    assert one.figure.locator("x-fig > svg").inner_html() != before
    shared = explorable(slug, "?" + one.page.url.partition("?")[2])
    shared.setting = one.setting
    shared.shows_its_setting()
    for knob in one.knobs:
        one.turn(knob, knob.start)
    one.shows_its_setting()
    assert "?" not in one.page.url, "the first setting needs no address of its own"
    assert one.page.said == shared.page.said == []


@every_explorable
def test_a_mouse_drags_a_range_to_its_end(explorable, slug):
    one = explorable(slug, width=1280)
    knob = next((k for k in one.knobs if not k.words), None)
    if knob is None:
        choice = one.knobs[0]
        one.control(choice).get_by_text(choice.reads(other(choice)), exact=True).click()
        one.setting |= {choice.name: other(choice)}
    else:
        box = one.control(knob).bounding_box()
        share = knob.values.index(knob.start) / (len(knob.values) - 1)
        one.page.mouse.move(box["x"] + 9 + share * (box["width"] - 18), box["y"] + box["height"] / 2)
        one.page.mouse.down()
        one.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
        one.page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=4)
        one.page.mouse.up()
        one.setting |= {knob.name: knob.values[-1]}
    one.shows_its_setting()


@every_explorable
def test_a_finger_turns_it_on_a_phone(explorable, slug):
    one = explorable(slug, width=360, has_touch=True, is_mobile=True)
    for knob in one.knobs:
        if knob.words:
            one.control(knob).get_by_text(knob.reads(other(knob)), exact=True).tap()
            one.setting |= {knob.name: other(knob)}
        else:
            box = one.control(knob).bounding_box()
            assert box["height"] >= 44 and box["width"] >= 150, "room for a finger"
            one.page.touchscreen.tap(box["x"] + 2, box["y"] + box["height"] / 2)
            one.setting |= {knob.name: knob.values[0]}
        one.shows_its_setting()
    assert one.page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize(
    "query",
    ["?step-size=", "?step-size=99", "?step-size=1.9,1.9", "?step-size=%3Cb%3E", "?step-size=constructor"],
)
def test_an_address_that_means_nothing_shows_the_first_setting(explorable, query):
    one = explorable("step-size", query)
    one.page.wait_for_timeout(200)
    one.shows_its_setting()
    assert one.page.said == []


@every_explorable
def test_without_scripts_the_first_setting_stands_alone_and_in_print_without_controls(explorable, slug):
    one = explorable(slug, java_script_enabled=False)
    assert one.figure.locator("x-fig > svg").bounding_box()["width"] > 200
    assert one.reading() == one.expected()[1]
    assert not one.figure.locator("dl-knobs").is_visible()
    one.figure.locator("dl-knobs").evaluate("(knobs) => { knobs.hidden = false; }")  # as the script does
    one.page.emulate_media(media="print")
    assert not one.figure.locator("dl-knobs").is_visible() and one.figure.locator("x-fig > svg").is_visible()


@every_explorable
def test_it_turns_from_a_usb_stick(explorable, folder, slug):
    one = explorable(slug, base=folder.as_uri())
    one.turn(one.knobs[0], other(one.knobs[0]))
    one.shows_its_setting()


@pytest.mark.parametrize(
    "answer",
    [
        lambda route: route.abort(),
        lambda route: route.fulfill(status=200, content_type="text/javascript", body="/* log in first */"),
    ],
    ids=["none", "wrong"],
)
def test_a_drawing_that_does_not_come_is_told_and_can_be_asked_for_again(explorable, answer):
    one = explorable("step-size")
    one.page.route("**/frames/**", answer)
    one.control(one.knobs[0]).press("ArrowRight")
    one.page.wait_for_function(
        "document.querySelector('#fig-step-size .dl-reading').textContent.includes('could not be loaded')"
    )
    one.page.unroute("**/frames/**")
    one.turn(one.knobs[0], other(one.knobs[0]))  # one press on, from the value that the first press reached
    one.setting = {"eta": one.knobs[0].values[one.knobs[0].values.index(one.knobs[0].start) + 2]}
    one.shows_its_setting()


def test_a_late_failure_does_not_speak_over_what_is_shown(explorable):
    one, held = explorable("block-switches"), []
    start, shortcut, norm = one.knobs
    one.page.route("**/frames/block-switches/0-0.js", lambda route: held.append(route))
    one.turn(shortcut, shortcut.values[0])
    one.page.wait_for_timeout(300)
    one.turn(norm, other(norm))
    one.shows_its_setting()
    held[0].abort()
    one.page.wait_for_timeout(300)
    one.shows_its_setting()


@pytest.mark.parametrize("how", ["click", "keyboard", "touch"])
def test_a_figure_is_enlarged_and_put_back(visit, how):
    page = visit(PAGE_OF["step-size"], 360, **({"has_touch": True} if how == "touch" else {}))
    figure, link = page.locator("#fig-l2"), page.locator("#fig-l2 .dl-enlarge")
    small = figure.locator("x-fig > svg").bounding_box()["width"]
    {
        "click": link.click,
        "keyboard": lambda: link.press("Enter"),
        "touch": link.tap if how == "touch" else None,
    }[how]()
    dialog = page.get_by_role("dialog", name="Enlarged figure")
    assert dialog.locator("#fig-l2 x-fig > svg").bounding_box()["width"] > 1.5 * small
    assert page.locator("[id^=fig-l2]").count() == 1, "moved, not drawn again"
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert figure.locator("x-fig > svg").bounding_box()["width"] == small
    assert page.evaluate("document.activeElement.matches('#fig-l2 .dl-enlarge')")


def test_an_enlarged_figure_can_be_turned(explorable):
    one = explorable("step-size", width=360)
    one.figure.locator(".dl-enlarge").click()
    one.turn(one.knobs[0], other(one.knobs[0]))
    one.shows_its_setting()
    one.page.get_by_role("button", name="Close").click()
    one.turn(one.knobs[0], one.knobs[0].start)
    one.shows_its_setting()


def test_without_scripts_a_figure_opens_by_itself(visit):
    page = visit(PAGE_OF["l2"], java_script_enabled=False)
    page.locator("#fig-l2 .dl-enlarge").click()
    page.wait_for_url("**/generated/figures/l2.svg")


@pytest.mark.parametrize("lesson", [lessons.address(page) for page in lessons.LESSONS])
def test_the_data_of_each_figure_are_one_click_away(visit, folder, lesson):
    """Each figure that draws a result offers what it has read of it, number by number."""
    page = visit(lesson, java_script_enabled=False)
    drawn = {
        slug: module.EXPERIMENT
        for slug in PAGE_OF
        if lesson == PAGE_OF[slug]
        and hasattr(module := import_module(f"dlnotes.figures.{slug.replace('-', '_')}"), "EXPERIMENT")
    }
    assert len(drawn) > 1
    for slug, experiment in drawn.items():
        link = page.locator(f"#fig-{slug}").get_by_role("link", name="Data (CSV)")
        assert link.get_attribute("download") is not None
        target = unquote(urlsplit(link.evaluate("a => a.href")).path).lstrip("/")
        header, *rows = csv.reader((folder / target).read_text(encoding="utf-8").splitlines())
        result = {knob.name: np.array(knob.values) for knob in KNOBS.get(slug, ())}
        result |= arrays.load(RUNS[experiment].entry(PROJECT.cache))
        assert header and {name.partition("[")[0] for name in header} <= set(result)
        for column in (0, len(header) - 1):
            name, values = (
                header[column].partition("[")[0],
                [row[column] for row in rows if row[column] != ""],
            )
            if result[name].dtype.kind in "iuf":
                assert np.isin(
                    [f"{float(v):.6g}" for v in values], [f"{float(v):.6g}" for v in result[name].ravel()]
                ).all(), name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_an_enlarged_figure(explorable, scheme):
    one = explorable("step-size", width=360, scheme=scheme)
    one.figure.locator(".dl-enlarge").click()
    assert violations(one.page) == []
