"""Run, as a reader meets it: Python in the page, its requests answered from a Pyodide on this machine."""

import gzip
import os
import re
import runpy
from pathlib import Path

import pytest
from mkdocs.config import load_config
from sybil.evaluators.doctest import OutputChecker

from dlnotes.site.pages.run_buttons import block
from dlnotes.site.project import Project
from dlnotes.site.sources import exercises, practice
from dlnotes.site.sources.examples import examples
from dlnotes.site.sources.page import load
from tests import lessons
from tests.browser.conftest import violations
from tests.documents import FLAGS, below_a_region
from tests.optional import without

ROOT = Path(__file__).parents[2]
hashes = runpy.run_path(str(ROOT / ".ci/pyodide_hashes.py"))["hashes"]
PROJECT = Project(ROOT)
LESSON = lessons.lesson("divergences")
BENCH = LESSON.replace("divergences", "workbench")
PATIENCE = 120_000  # milliseconds: loading Python on a busy machine

STUB = "def double(x):\n    ...  # your code\n"
CHECKER = """found = double(given)
assert found is not None, 'double() returned nothing'
assert found == 6, f'double({given}) gave {found}'
"""
SOLVED = """<section class="dl-exercise" id="exercise-double">
<p class="dl-exercise-title">Exercise 1 · Double</p>{}
<details><summary>Solution</summary><pre><code>return 2 * x</code></pre><p>Twice is <b id="why">x + x</b>.</p>
<p class="dl-exercise-file">One file.</p></details></section>
<section class="dl-exercise" id="exercise-next">
<p class="dl-exercise-title">Exercise 2 · Go on</p></section>"""
BLOCKS = [
    block("x = hidden + 1\nx\n", before="hidden = 1\n", after="assert x == 2\n", file="one.py"),
    block(">>> x * 3\n6\n>>> for i in range(2):\n...     print(i)\n0\n1\n"),
    SOLVED.format(block(STUB, before="given = 3\n", checker=CHECKER, alone=True)),
]


@pytest.fixture(scope="session")
def distribution():
    """A folder with Pyodide: DLNOTES_PYODIDE_DIR, or what .ci/run fetched."""
    folder = Path(os.environ.get("DLNOTES_PYODIDE_DIR") or ROOT / ".cache/pyodide")
    if not (folder / "pyodide.mjs").is_file():
        without(
            "no Pyodide on this machine: unpack the npm package `pyodide` into .cache/pyodide, "
            "or name its folder in DLNOTES_PYODIDE_DIR"
        )
    return folder


@pytest.fixture(scope="session")
def setting(folder):
    """The address of the distribution, as mkdocs.yml has it."""
    return load_config(str(ROOT / "mkdocs.yml")).mdx_configs["dlnotes.site.pages"]["pyodide"]


@pytest.fixture(scope="session")
def answered(distribution, setting):
    """answered(page): from now on the page's requests to the setting's address get files of the folder."""
    types = {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".json": "application/json",
    }

    def answer(route):
        file = distribution / route.request.url.removeprefix(setting)
        if not file.is_file():
            return route.abort()
        return route.fulfill(
            path=file,
            content_type=types.get(file.suffix, "application/octet-stream"),
            headers={"access-control-allow-origin": "*"},
        )

    def prepare(page):
        page.context.route(f"{setting}**", answer)
        return page

    return prepare


@pytest.fixture(scope="session")
def workbench(folder):
    """A lesson's page with three blocks of plain Python in place of its text."""
    html = (folder / LESSON).read_text(encoding="utf-8")
    about = re.search('<p id="dl-python".*?</p>', html, re.S)[0]
    start, end = html.index("</h1>") + len("</h1>"), html.index("</article>")
    text = "<p>Text.</p>".join([*BLOCKS, about])
    (folder / BENCH).write_text(html[:start] + text + html[end:], encoding="utf-8")
    return BENCH


class Desk:
    """A page and its blocks: press a button, read what came of it."""

    def __init__(self, page):
        self.page = page

    def block(self, index):
        return self.page.locator(".dl-run").nth(index)

    def button(self, index, name):
        return self.block(index).get_by_role("button", name=name, exact=True)

    def note(self, index):
        return self.block(index).get_by_role("status").inner_text()

    def wait(self, index, pattern=r"^(Done|Ended|Stopped)"):
        note = self.block(index).get_by_role("status")
        note.wait_for(timeout=PATIENCE)
        self.page.wait_for_function(
            "([note, pattern]) => new RegExp(pattern).test(note.textContent)",
            arg=[note.element_handle(), pattern],
            timeout=PATIENCE,
        )

    def type(self, index, code):
        self.block(index).get_by_role("textbox").fill(code)

    def run(self, index, code=None, button="Run"):
        """Everything that running a block printed."""
        if code is not None:
            self.type(index, code)
        self.button(index, button).click()
        self.wait(index)
        return self.printed(index)

    def printed(self, index):
        return self.block(index).get_by_role("log").text_content().strip("\n")


@pytest.fixture
def desk(visit, answered, workbench):
    return Desk(answered(visit(workbench)))


@pytest.fixture(scope="module")
def shared(chromium, address, answered, workbench):
    """One page for all tests that leave Python as they found it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = answered(context.new_page())
    page.goto(f"{address}/{workbench}")
    desk = Desk(page)
    for index in range(len(BLOCKS)):
        desk.run(index)
    yield desk
    context.close()


def test_nothing_is_loaded_before_the_click_and_then_only_from_where_the_setting_says(
    visit, answered, address, setting
):
    page = answered(visit(LESSON))
    page.wait_for_timeout(500)
    early = [
        url
        for url in page.asked
        if "run-editor" in url
        or "run-worker" in url
        or ".whl" in url
        or not url.startswith((address, "data:"))
    ]
    assert early == [] and page.locator("textarea").count() == 0
    desk = Desk(page)
    assert setting.split("/")[2] in page.locator("#dl-python").inner_text()
    assert "It defined y, d, divergence" in desk.run(0)
    assert [url for url in page.asked if not url.startswith((address, setting, "data:"))] == []
    assert any(url.startswith(setting) for url in page.asked) and page.said == []


def test_the_scripts_weigh_what_contributing_says():
    packed = {
        name: len(gzip.compress((PROJECT.docs / f"assets/{name}.js").read_bytes()))
        for name in ("run", "run-colours", "run-editor", "run-worker")
    }
    assert packed["run"] < 2_800 and sum(packed.values()) < 10_500


def test_the_pinned_pyodide_is_the_one_of_the_setting(setting):
    pinned = (ROOT / ".ci/pyodide.sha512").read_text(encoding="utf-8").split()[1]
    assert pinned == f"pyodide-{re.search('/v([0-9.]+)/', setting)[1]}.tgz"


def test_the_code_becomes_editable_and_says_what_it_prints(shared):
    assert shared.run(0) == "2"
    assert shared.run(0, "print('a')\n'b'\nprint(hidden)\nx = 2\n") == "a\n'b'\n1"
    assert not shared.block(0).locator("pre:not([aria-hidden])").is_visible()


def test_an_example_loses_its_prompts_and_what_it_printed(shared):
    assert shared.block(1).get_by_role("textbox").input_value() == "x * 3\nfor i in range(2):\n    print(i)"
    shared.run(0, "x = 2")
    assert shared.run(1) == "6\n0\n1"


def test_what_stands_above_runs_as_it_stands_there(shared):
    shared.run(0, "x = 50")
    assert "assert x == 2" in shared.printed(0)
    assert shared.run(1) == "150\n0\n1"
    shared.run(0, "y = x")
    found = shared.run(1)
    assert (
        "block 1 of this page (one.py), which was edited" in found
        and "NameError: name 'x' is not defined" in found
    )
    shared.run(0, "x = 2")


def test_an_error_is_shown_as_python_shows_it(shared):
    found = shared.run(0, "x = 2\n\ndef f(y):\n    return x / y\n\nf(0)\n")
    shown = re.sub(r"^ +[~^]+\n", "", found.strip(), flags=re.M)  # marks, which not every Python draws
    assert shown.splitlines() == [
        "Traceback (most recent call last):",
        '  File "<your code>", line 6, in <module>',
        "    f(0)",
        '  File "<your code>", line 4, in f',
        "    return x / y",
        "ZeroDivisionError: division by zero",
    ]
    assert shared.note(0).startswith("Ended")
    assert 'File "<your code>", line 1' in shared.run(0, "x = = 2") and "SyntaxError" in shared.printed(0)
    assert "RecursionError" in shared.run(0, "def f():\n    return f()\nf()")
    assert "ModuleNotFoundError" in shared.run(0, "import nowhere_to_be_found")
    shared.run(0, "x = 2")


def test_a_flood_of_output_is_cut_and_leaves_the_page_alive(shared):
    shared.run(0, "for i in range(20_000):\n    print(i)\nx = 2")
    assert (
        shared.note(0).startswith("Done")
        and "is cut here" in shared.printed(0)
        and len(shared.printed(0)) < 21_000
    )


def test_a_wrong_answer_gets_a_hint_and_a_right_one_is_told_so(shared):
    assert shared.run(2, STUB, "Check") == "Not yet: double() returned nothing"
    assert shared.run(2, "def double(x):\n    return x\n", "Check") == "Not yet: double(3) gave 3"
    assert "NameError" in shared.run(2, "def double(x):\n    return y\n", "Check")
    assert shared.run(2, "def double(x):\n    print('x is', x)\n    return 2 * x\n", "Check").startswith(
        "x is 3\nRight: every check holds."
    )
    assert shared.run(2, "given, x").endswith("NameError: name 'x' is not defined"), (
        "an exercise shares no names with the page"
    )


def test_reset_brings_back_what_was_published(shared):
    fresh = Desk(shared.page.context.new_page())
    fresh.page.goto(shared.page.url)
    before = fresh.block(0).inner_text()
    shared.run(0, "print(1)")
    shared.button(0, "Reset").click()
    assert (
        shared.block(0).get_by_role("textbox").count() == 0
        and shared.block(0).get_by_role("log").count() == 0
    )
    assert shared.block(0).locator("pre:not([aria-hidden])").inner_text() in before
    assert shared.page.evaluate("document.activeElement.textContent") == "Run"
    assert shared.run(0) == "2"
    fresh.page.close()


def test_the_keyboard_is_enough(shared):
    """Return keeps the depth, Tab moves code, Ctrl+Enter runs, Escape leaves the editor: from there Tab
    reaches all buttons and outputs."""
    page = shared.page
    shared.type(2, "")
    shared.block(2).get_by_role("textbox").focus()
    page.keyboard.type("for i in range(2):\nif i:\nprint(given)")
    page.keyboard.press("Control+Enter")
    shared.wait(2, "^Done")
    value = shared.block(2).get_by_role("textbox").input_value
    assert value() == "for i in range(2):\n    if i:\n        print(given)"
    assert shared.printed(2) == "3"
    page.keyboard.press("Control+a")
    page.keyboard.press("Tab")
    assert value() == "    for i in range(2):\n        if i:\n            print(given)"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert value() == "for i in range(2):\nif i:\n    print(given)"
    shared.type(2, "x")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    assert value() == "x   "
    page.keyboard.press("Control+z")
    assert value() == "x"
    page.keyboard.press("Escape")
    said = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    seen = [page.evaluate(said)]
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(said))
    assert seen == ["Run", "Check", "Stop", "Reset", "Output"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert shared.block(2).get_by_role("textbox").count() == 0
    shared.button(2, "Edit").press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    shared.run(2)


def test_stop_ends_an_endless_loop_and_the_next_run_starts_anew(desk):
    desk.run(0)
    desk.type(0, "print('once')\nwhile True:\n    pass")
    desk.button(0, "Run").click()
    desk.wait(0, "^Running")
    desk.page.wait_for_function(
        "[...document.querySelectorAll('[role=log]')].some((log) => log.textContent === 'once\\n')",
        timeout=PATIENCE,
    )
    assert desk.page.evaluate("1 + 1") == 2  # the page goes on
    desk.button(0, "Stop").click()
    assert desk.note(0) == "Stopped." and desk.button(0, "Stop").get_attribute("aria-disabled") == "true"
    assert desk.printed(0) == "once"
    desk.type(0, "while True:\n    print('again')")
    desk.button(0, "Run").click()
    desk.block(0).get_by_text("is cut here").wait_for(timeout=PATIENCE)
    desk.button(0, "Stop").click()
    assert desk.note(0) == "Stopped."
    assert desk.run(0, "x = 2\nx") == "2"


def test_another_block_takes_over_from_one_that_does_not_end(desk):
    desk.button(2, "Edit").click()
    desk.type(2, "while True: pass")
    desk.button(2, "Run").click()
    desk.wait(2, "^(Loading|Running)")
    assert desk.run(0) == "2"
    assert desk.note(2).startswith("Stopped")


def test_numpy_that_cannot_be_had_is_told_with_its_address_and_plain_python_goes_on(visit, answered, setting):
    desk = Desk(answered(visit(LESSON)))
    desk.page.context.route("**/numpy-*.whl", lambda route: route.abort())
    found = desk.run(2)
    assert "needs NumPy" in found and setting in found
    assert "It defined y, d" in desk.run(0)


def test_python_that_cannot_be_had_is_told_with_its_address(visit, workbench, setting):
    page = visit(workbench)
    page.context.route(f"{setting}**", lambda route: route.abort())
    assert f"could not be loaded from {setting}" in Desk(page).run(0)


def test_a_folder_of_the_site_serves_as_well(visit, address, folder, workbench, distribution, setting):
    """The setting `pyodide/`, which is taken from the top of the site."""
    own = folder / "pyodide"
    own.mkdir()
    for file in distribution.iterdir():
        (own / file.name).symlink_to(file.resolve())
    (own / "hashes.json").write_text(hashes(distribution))
    own = folder / LESSON.replace("divergences", "self-hosted")
    own.write_text(
        (folder / workbench)
        .read_text(encoding="utf-8")
        .replace(f'data-pyodide="{setting}"', 'data-pyodide="pyodide/"'),
        encoding="utf-8",
    )
    desk = Desk(visit(own.relative_to(folder).as_posix()))
    assert desk.run(0) == "2"
    assert [url for url in desk.page.asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("name", ["pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip"])
def test_a_file_that_is_not_the_recorded_one_is_not_used(
    visit, answered, workbench, distribution, setting, name
):
    page = answered(visit(workbench))
    altered = (distribution / name).read_bytes() + b" "
    headers = {"access-control-allow-origin": "*"}
    page.context.route(f"{setting}{name}", lambda route: route.fulfill(body=altered, headers=headers))
    assert f"could not be loaded from {setting}" in Desk(page).run(0)


def test_the_recorded_hashes_are_those_of_the_pinned_package(distribution):
    if "DLNOTES_PYODIDE_DIR" not in os.environ:
        recorded = (ROOT / "docs/assets/pyodide.json").read_text(encoding="utf-8")
        assert recorded.strip() == hashes(distribution)


def test_a_second_click_while_something_loads_does_not_load_it_again(visit, answered, setting):
    desk = Desk(answered(visit(LESSON)))
    desk.button(0, "Run").click()
    desk.button(1, "Run").click()
    desk.wait(1)
    assert (
        len([url for url in desk.page.asked if url.endswith("pyodide.asm.wasm")]) <= 2
    )  # once to look at its hash
    desk.page.context.route("**/numpy-*.whl", lambda route: desk.page.wait_for_timeout(500) or route.abort())
    before = len(desk.page.asked)
    desk.button(2, "Run").click()
    desk.button(0, "Run").click()
    desk.wait(0)
    assert "It defined y, d" in desk.printed(0)
    assert not [url for url in desk.page.asked[before:] if url.endswith("pyodide.asm.wasm")]


FORGED = """import js
for said in ('end', 'ready', 'failed'):
    js.postMessage(js.JSON.parse('{"kind": "%s"}' % said))
'alive'
"""


def test_code_cannot_speak_for_the_page(shared):
    assert shared.run(0, FORGED).startswith("'alive'") and shared.note(0).startswith("Done after")


def test_from_a_usb_stick_it_says_what_is_missing(visit, folder):
    page = visit(LESSON, base=folder.as_uri())
    Desk(page).button(0, "Run").click()
    assert "python -m http.server" in Desk(page).note(0)
    assert page.said == []


def test_without_scripts_the_code_is_there_and_no_button(visit):
    page = visit(LESSON, java_script_enabled=False)
    assert page.locator(".dl-run pre").first.is_visible() and page.locator(".dl-run button").count() == 0
    assert not page.locator("#dl-python").is_visible()


def test_the_search_knows_nothing_of_what_surrounds_the_code(folder):
    index = (folder / "search/search_index.json").read_text(encoding="utf-8")
    assert "assert abs(measured" in (folder / LESSON).read_text(encoding="utf-8")
    assert "assert abs(measured" not in index and "loads Python from" not in index


def test_axe_finds_no_violation_with_open_editors(visit, answered, workbench):
    desk = Desk(answered(visit(workbench)))
    desk.run(0)
    desk.run(0, "print('a')\n1 / 0")
    desk.run(2, button="Check")
    for scheme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=scheme)
        assert violations(desk.page) == []


def test_a_phone_runs_it_by_touch_without_zoom_or_overflow(visit, answered, workbench):
    desk = Desk(answered(visit(workbench, width=360, has_touch=True, is_mobile=True, device_scale_factor=2)))
    desk.button(0, "Run").tap()
    desk.wait(0)
    desk.run(
        0,
        "print('wide ' * 60)\nundefined_name_that_is_rather_long_for_a_phone = "
        "another_one_that_is_missing_from_here",
    )
    page = desk.page
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('textarea')).fontSize)") >= 16
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert all(
        box["height"] >= 24 and box["width"] >= 24
        for box in (b.bounding_box() for b in desk.block(0).get_by_role("button").all())
    )
    assert desk.block(0).get_by_role("log").evaluate("(log) => log.scrollWidth > log.clientWidth")


@pytest.fixture
def numpy(distribution):
    """The one thing that CI may lack: nobody but the CDN has NumPy for Pyodide."""
    if not list(distribution.glob("numpy-*.whl")):
        pytest.skip(f"no NumPy wheel beside Pyodide in {distribution}: the npm package has none")


@pytest.mark.parametrize("page", lessons.LESSONS, ids=lessons.address)
def test_every_exercise_of_a_lesson_is_checked_in_the_page(visit, answered, numpy, page):
    slugs = [exercise.slug for exercise in practice.exercises(load(PROJECT, page))]
    desk = Desk(answered(visit(lessons.address(page))))
    shown = desk.page.locator(".dl-run")
    alone = [
        index for index in range(shown.count()) if shown.nth(index).get_attribute("data-alone") is not None
    ]
    assert len(alone) == len(slugs) > 2
    for index, slug in zip(alone, slugs):
        exercise = exercises.read(PROJECT.exercises()[slug])
        assert desk.run(index, button="Check").startswith("Not yet: ")
        assert desk.run(index, exercise.mistake, "Check").startswith("Not yet: ")
        assert desk.run(index, exercise.solution, "Check").find("Right: every check holds.") >= 0


@pytest.mark.parametrize("page", lessons.PAGES, ids=lessons.address)
def test_every_block_of_a_lesson_runs_in_the_page(visit, answered, numpy, page):
    text = page.read_text(encoding="utf-8")
    found = [e for e in examples(text, ROOT / "snippets") if e.runs]
    joined = below_a_region(text)
    blocks = [  # what each prints: a region, what the examples in its box print
        (after if after and after.line in joined else example).wanted
        for example, after in zip(found, [*found[1:], None])
        if example.line not in joined
    ]
    desk, checker = Desk(answered(visit(lessons.address(page)))), OutputChecker()
    desk.page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    shown = desk.page.locator(".dl-run:not([data-alone])")
    assert shown.count() == len(blocks)
    for index, wanted in enumerate(blocks):
        part = shown.nth(index)
        part.get_by_role("button", name="Run", exact=True).click()
        note = part.get_by_role("status")
        note.wait_for(timeout=PATIENCE)
        desk.page.wait_for_function(
            "(note) => /^(Done|Ended)/.test(note.textContent)", arg=note.element_handle(), timeout=PATIENCE
        )
        found = part.get_by_role("log").text_content().strip("\n")
        assert note.inner_text().startswith("Done"), found
        assert (
            checker.check_output("".join(wanted), found + "\n", FLAGS)
            if any(wanted)
            else "does not hold" not in found
        ), found
