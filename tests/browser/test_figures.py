"""Figures under a reader's hand: turned by mouse, keyboard and touch, shared by address, enlarged, taken away as numbers."""
import csv
import io
import json
import re
from importlib import import_module

import pytest

from dlnotes.site import frames
from dlnotes.site.pages import FIGURE
from tests.browser.test_pages import OVERFLOW, PROJECT

PAGE_OF = {
    match["slug"]: page.relative_to(PROJECT.docs).with_suffix(".html").as_posix()
    for page in PROJECT.lessons() for match in FIGURE.finditer(page.read_text(encoding="utf-8"))
}
KNOBS = {slug: found for slug, path in PROJECT.figures().items() if (found := getattr(import_module(f"dlnotes.figures.{path.stem}"), "KNOBS", ()))}
LESSONS = ["cnn-architectures", "numbers-and-math", "divergences", "activation-functions"]
every_explorable = pytest.mark.parametrize("slug", sorted(KNOBS))


class Explorable:
    """An explorable on an open page, and what its files say that it should show."""

    def __init__(self, page, slug, folder):
        self.page, self.knobs, self.folder, self.slug = page, KNOBS[slug], folder, slug
        self.figure = page.locator(f"#fig-{slug}")
        self.figure.scroll_into_view_if_needed()
        self.state = frames.start(self.knobs)

    def control(self, knob):
        if knob.words:
            return self.figure.get_by_role("group", name=knob.label)
        return self.figure.get_by_role("slider", name=knob.label)

    def turn(self, knob, value):
        """By keyboard or click, as a reader would, one knob to one value."""
        if knob.words:
            self.control(knob).get_by_role("radio", name=knob.reads(value), exact=True).check()
        else:
            here, there = (knob.values.index(v) for v in (self.state[knob.name], value))
            for _ in range(abs(there - here)):
                self.control(knob).press("ArrowRight" if there > here else "ArrowLeft")
        self.state = self.state | {knob.name: value}

    def expected(self):
        """(drawing, reading) of the present state, read from the files that the build made."""
        place = [knob.values.index(self.state[knob.name]) for knob in self.knobs]
        text = (self.folder / f"generated/frames/{self.slug}" / f"{'-'.join(map(str, place[1:])) or '0'}.js").read_text(encoding="utf-8")
        _, _, (_, drawings) = json.loads(f"[{re.fullmatch(r'dlnotesFrames[(](.*)[)]', text.strip(), re.S)[1]}]")
        return drawings[place[0]]

    def reading(self):
        return self.figure.locator(".dl-reading").inner_text()

    def shows_its_state(self):
        """Waits until the page shows the drawing and the sentence of the state."""
        drawing, reading = self.expected()
        self.page.wait_for_function("([slug, text]) => document.querySelector(`#fig-${slug} .dl-reading`).textContent === text", arg=[self.slug, reading], timeout=5000)
        label = self.figure.locator("x-fig").get_attribute("aria-label")
        assert (label == reading) == (self.state != frames.start(self.knobs)), "the first state has its author's words"
        # The browser writes markup in its own way; paths it leaves alone. Those with an id are letters, which a file of frames shares.
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
    assert {PAGE_OF[slug].rpartition("/")[2].removesuffix(".html") for slug in KNOBS} == set(LESSONS)


@every_explorable
def test_keyboard_turns_every_knob(explorable, slug):
    one = explorable(slug)
    before = one.figure.locator("x-fig > svg").inner_html()
    for knob in one.knobs:
        one.turn(knob, other(knob))
        one.shows_its_state()
    assert one.figure.locator("x-fig > svg").inner_html() != before
    assert one.page.said == []


@every_explorable
def test_a_mouse_drags_a_range_to_its_end(explorable, slug):
    one = explorable(slug, width=1280)
    knob = next((k for k in one.knobs if not k.words), None)
    if knob is None:
        choice = one.knobs[0]
        one.control(choice).get_by_text(choice.reads(other(choice)), exact=True).click()
        one.state |= {choice.name: other(choice)}
    else:
        box = one.control(knob).bounding_box()
        share = knob.values.index(knob.start) / (len(knob.values) - 1)
        one.page.mouse.move(box["x"] + 9 + share * (box["width"] - 18), box["y"] + box["height"] / 2)
        one.page.mouse.down()
        one.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
        one.page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=4)
        one.page.mouse.up()
        one.state |= {knob.name: knob.values[-1]}
    one.shows_its_state()


@every_explorable
def test_a_finger_turns_it_on_a_phone(explorable, slug):
    one = explorable(slug, width=360, has_touch=True, is_mobile=True)
    for knob in one.knobs:
        if knob.words:
            one.control(knob).get_by_text(knob.reads(other(knob)), exact=True).tap()
            one.state |= {knob.name: other(knob)}
        else:
            box = one.control(knob).bounding_box()
            assert box["height"] >= 44 and box["width"] >= 150, "room for a finger"
            one.page.touchscreen.tap(box["x"] + 2, box["y"] + box["height"] / 2)
            one.state |= {knob.name: knob.values[0]}
        one.shows_its_state()
    assert one.page.evaluate(OVERFLOW) == []


@every_explorable
def test_a_screen_reader_hears_name_and_value(explorable, slug):
    one = explorable(slug)
    for knob in one.knobs:
        if knob.words:
            assert one.control(knob).get_by_role("radio", name=knob.reads(knob.start), exact=True).is_checked()
        else:
            assert one.control(knob).get_attribute("aria-valuetext") == knob.reads(knob.start)
            one.turn(knob, other(knob))
            assert one.control(knob).get_attribute("aria-valuetext") == knob.reads(other(knob))
    assert one.figure.locator(".dl-reading").get_attribute("role") == "status"


@every_explorable
def test_nothing_is_loaded_before_it_is_turned_and_then_one_file(explorable, slug):
    one = explorable(slug)
    one.page.wait_for_timeout(200)
    assert [url for url in one.page.asked if "/frames/" in url] == []
    one.turn(one.knobs[0], other(one.knobs[0]))
    one.shows_its_state()
    assert len([url for url in one.page.asked if "/frames/" in url]) == 1


@every_explorable
def test_the_address_holds_the_state(explorable, slug):
    one = explorable(slug)
    for knob in one.knobs:
        one.turn(knob, other(knob))
    one.shows_its_state()
    query = "?" + one.page.url.partition("?")[2]
    assert query.startswith(f"?{slug}=")
    shared = explorable(slug, query)
    shared.state = one.state
    shared.shows_its_state()
    for knob in one.knobs:
        one.turn(knob, knob.start)
    one.shows_its_state()
    assert "?" not in one.page.url, "the first state needs no address of its own"


@pytest.mark.parametrize("query", ["?step-size=", "?step-size=99", "?step-size=1.9,1.9", "?step-size=%3Cb%3E", "?step-size=constructor"])
def test_an_address_that_means_nothing_shows_the_first_state(explorable, query):
    one = explorable("step-size", query)
    one.page.wait_for_timeout(200)
    one.shows_its_state()
    assert one.page.said == []


@every_explorable
def test_without_scripts_and_in_print_the_first_state_stands_alone(explorable, slug):
    one = explorable(slug, java_script_enabled=False)
    assert one.figure.locator("x-fig > svg").bounding_box()["width"] > 200
    assert one.reading() == one.expected()[1]
    assert not one.figure.locator("dl-scrub").is_visible()
    printed = explorable(slug)
    printed.page.emulate_media(media="print")
    assert not printed.figure.locator("dl-scrub").is_visible() and printed.figure.locator("x-fig > svg").is_visible()


@every_explorable
def test_it_turns_from_a_usb_stick(explorable, folder, slug):
    one = explorable(slug, base=folder.as_uri())
    one.turn(one.knobs[0], other(one.knobs[0]))
    one.shows_its_state()


def test_a_drawing_that_does_not_come_is_told_and_can_be_asked_for_again(explorable):
    one = explorable("step-size")
    one.page.route("**/frames/**", lambda route: route.abort())
    one.control(one.knobs[0]).press("ArrowRight")
    one.page.wait_for_function("document.querySelector('#fig-step-size .dl-reading').textContent.includes('could not be loaded')")
    one.page.unroute("**/frames/**")
    one.turn(one.knobs[0], other(one.knobs[0]))  # one press on, from the value that the first press reached
    one.state = {"eta": one.knobs[0].values[one.knobs[0].values.index(one.knobs[0].start) + 2]}
    one.shows_its_state()


@pytest.mark.parametrize("how", ["click", "keyboard", "touch"])
def test_a_figure_is_enlarged_and_put_back(visit, how):
    page = visit(PAGE_OF["step-size"], 360, **({"has_touch": True} if how == "touch" else {}))
    figure, link = page.locator("#fig-l2"), page.locator("#fig-l2 .dl-enlarge")
    small = figure.locator("x-fig > svg").bounding_box()["width"]
    {"click": link.click, "keyboard": lambda: link.press("Enter"), "touch": link.tap if how == "touch" else None}[how]()
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
    one.shows_its_state()
    one.page.get_by_role("button", name="Close").click()
    one.turn(one.knobs[0], one.knobs[0].start)
    one.shows_its_state()


def test_without_scripts_a_figure_opens_by_itself(visit):
    page = visit(PAGE_OF["l2"], java_script_enabled=False)
    page.locator("#fig-l2 .dl-enlarge").click()
    page.wait_for_url("**/generated/figures/l2.svg")


@pytest.mark.parametrize("slug", [slug for slug in PAGE_OF if "EXPERIMENT" in vars(import_module(f"dlnotes.figures.{slug.replace('-', '_')}"))])
def test_the_data_of_a_figure_are_one_click_away(visit, slug):
    import urllib.request

    page = visit(PAGE_OF[slug], java_script_enabled=False)
    link = page.locator(f"#fig-{slug}").get_by_role("link", name="Data (CSV)")
    text = urllib.request.urlopen(link.evaluate("a => a.href")).read().decode()
    header, *rows = csv.reader(io.StringIO(text))
    assert header and rows and all(len(row) == len(header) for row in rows)
    assert link.get_attribute("download") is not None


def violations(result):
    found = result.response["violations"]
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found if v["impact"] in ("critical", "serious")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_axe_finds_no_violation_with_figures_turned_and_enlarged(visit, lesson, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(f"deep-learning/lessons-learnt-1/{lesson}.html", 360, scheme)
    for slider in page.locator("dl-scrub input[type=range]").all():
        slider.press("ArrowRight")
    page.wait_for_timeout(300)
    assert violations(Axe().run(page)) == []
    page.locator(".dl-enlarge").first.click()
    assert violations(Axe().run(page)) == []
