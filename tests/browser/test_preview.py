"""`mkdocs serve` as an author uses it: pages at once, results when they come, and never stuck."""

import re
import socket
import time
import urllib.request
from dataclasses import dataclass

import pytest

from dlnotes.site.results.cache import Cache
from tests.site.conftest import new_toy

SLOW = '__import__("time").sleep(4)'  # in the run itself: what is imported is slow for whoever comes first
MISTAKES = {
    "a number that nobody computes": (
        "docs/index.md",
        "[[sizing.half:d]]",
        "[[sizing.hafl:d]]",
        "docs/index.md:6:",
    ),
    "a figure that is none": (
        "docs/index.md",
        "figures/sizing.svg",
        "figures/sizign.svg",
        "docs/index.md:10:",
    ),
    "a snippet that is not there": ("docs/index.md", "one.py:one", "two.py:one", "docs/index.md:"),
    "front matter": ("docs/index.md", "description:", "description: [", "docs/index.md:"),
    "a broken experiment": (
        "dlnotes/experiments/sizing.py",
        "def run(",
        "def run((",
        "dlnotes/experiments/sizing.py:8:",
    ),
    "an experiment that fails": (
        "dlnotes/experiments/sizing.py",
        "size(config.n)",
        "size(1 // 0)",
        "dlnotes/experiments/sizing.py:9:",
    ),
    "a broken figure": ("dlnotes/figures/sizing.py", "def draw", "dfe draw", "dlnotes/figures/sizing.py:"),
    "an exercise": ("snippets/exercises/halve_it.py", "# ", "#: ", "snippets/exercises/halve_it.py:"),
    "mkdocs.yml": ("mkdocs.yml", "theme:\n", "theme: [\n", "mkdocs.yml:"),
}


class Served:
    """A small project that `mkdocs serve` serves, and a browser that looks at it."""

    def __init__(self, toy, temporary):
        self.toy = toy
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.log = open(temporary / "log", "w+", encoding="utf-8")
        self.process = toy.serve(temporary, self.log, port)
        self.wait(lambda: urllib.request.urlopen(self.address).status == 200, 60)

    def wait(self, what, seconds=40):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if what():
                    return
            except OSError:
                assert self.process.poll() is None, self.said()
            time.sleep(0.1)
        raise AssertionError(self.said())

    def said(self):
        self.log.seek(0)
        return self.log.read()[-3000:]

    def end(self):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()


@dataclass(frozen=True)
class OlderRun:
    """Of the experiment `sizing`, by other code."""

    def entry(self, cache):
        return cache / "experiments/sizing/older"


@pytest.fixture(scope="module")
def served(chromium, tmp_path_factory):
    toy = new_toy(tmp_path_factory.mktemp("served"))
    toy.edit("dlnotes/nn/sizes.py", "    return", f"    {SLOW}\n    return")
    toy.edit("dlnotes/figures/sizing.py", "\n\n", "\nSIZE = (4, 2)\n\n")
    with Cache(toy.root / ".cache").writing(OlderRun()) as entry:
        (entry / "numbers.json").write_text("{}")
        (entry / "seconds.json").write_text("12.3")
    index = (toy.root / "docs/index.md").read_text(encoding="utf-8")
    toy.write("docs/index.md", index + "\nA further paragraph.\n" * 60)  # a page that can be scrolled
    served = Served(toy, tmp_path_factory.mktemp("temporary"))
    page = chromium.new_context().new_page()
    page.goto(served.address)
    served.page = page
    yield served
    served.end()
    page.context.close()


def overlay(page):
    return page.locator("dl-preview ul")


def test_a_page_is_there_before_its_results_which_come_by_themselves(served):
    page = served.page
    assert "Half is ⟨…⟩" in page.locator("article").inner_text()
    frame = page.locator("#fig-sizing x-fig")
    assert frame.get_attribute("aria-label") == "A bar"
    box = frame.locator("svg").bounding_box()
    assert box["width"] > 200 and abs(box["width"] / box["height"] - 2) < 0.02
    assert "A bar (This figure is being drawn.)" in page.locator("#fig-sizing").inner_text()
    assert "takes about 12 s</text>" in urllib.request.urlopen(served.address).read().decode()
    frame.get_by_text("running now").wait_for(timeout=40_000)
    assert re.match(r"\d+ left", page.locator("dl-preview p").inner_text(timeout=20_000))
    page.locator("#exercise-halve-it details summary").first.click()
    page.evaluate("scrollTo(0, document.querySelector('#code').offsetTop)")
    place = "document.querySelector('#code').getBoundingClientRect().top"
    before = page.evaluate(place)
    page.get_by_text("Half is 4 and").wait_for(timeout=60_000)
    page.locator("#fig-sizing svg path").first.wait_for(timeout=60_000, state="attached")
    page.wait_for_function("document.querySelector('dl-preview').shadowRoot.querySelector('p').hidden")
    assert page.locator("#exercise-halve-it details").first.get_attribute("open") is not None
    assert abs(page.evaluate(place) - before) < 5


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_stands_on_every_page_until_it_is_mended(served, mistake):
    name, right, wrong, place = MISTAKES[mistake]
    before = (served.toy.root / name).read_text(encoding="utf-8")
    served.toy.edit(name, right, wrong)
    try:
        overlay(served.page).get_by_text(place).first.wait_for(timeout=40_000)
        other = served.page.context.new_page()
        other.goto(f"{served.address}/deep-learning/notes.html")
        overlay(other).get_by_text(place).first.wait_for(timeout=20_000)
        assert other.locator("h1").count() == 1
        other.close()
    finally:
        served.toy.write(name, before)
    overlay(served.page).wait_for(state="hidden", timeout=60_000)
    served.page.get_by_text("Half is 4 and").wait_for(timeout=40_000)
    assert "Traceback" not in served.said()


def test_one_word_edited_renders_one_page(served):
    kept = {path: path.stat().st_mtime_ns for path in (served.toy.root / ".cache/pages").glob("*.json")}
    served.toy.edit("docs/deep-learning/notes.md", "\n# ", "\n# Edited ")
    served.page.goto(f"{served.address}/deep-learning/notes.html")
    served.page.get_by_role("heading", name="Edited").first.wait_for(timeout=20_000)
    changed = {path.name for path, then in kept.items() if path.stat().st_mtime_ns != then}
    assert changed == {"deep-learning.notes.md.json"}


def test_a_wrong_output_shows_what_was_expected_and_what_came_until_it_is_mended(served):
    page, name = served.page, "docs/deep-learning/notes.md"
    before = (served.toy.root / name).read_text(encoding="utf-8")
    line = before.count("\n") + 14
    one_box = '```python\n--8<-- "one.py:one"\n```\n\n```python\n>>> 1\n1\n```'  # for two pieces of code
    sums = "```python\n>>> 1 + 1\n3\n```"
    served.toy.write(name, f"{before}\n{one_box}\n\n## Sums\n\n{sums}\n")
    page.goto(f"{served.address}/deep-learning/notes.html")
    try:
        mark = page.locator("article .dl-run + dl-problem")
        mark.wait_for(timeout=40_000)
        said = f"{name}:{line}: Expected:\n    3\nGot:\n    2"
        assert mark.inner_text() == said
        entry = overlay(page).get_by_role("link", name=f"{name}:{line}")
        assert entry.inner_text() == said
        entry.click()
        assert page.evaluate("document.querySelector(location.hash).matches('dl-problem')")
    finally:
        served.toy.edit(name, "\n3\n", "\n2\n")
    mark.wait_for(state="detached", timeout=40_000)
    overlay(page).wait_for(state="hidden", timeout=40_000)
    served.toy.write(name, before)
