"""What a reader makes of a page: code keeps its colours, stays in this browser, and is copied whole."""

import subprocess
import sys

import pytest

from tests import lessons
from tests.browser.test_exercises import PAGES
from tests.browser.test_run import (  # noqa: F401  fixtures
    PATIENCE,
    ROOT,
    Desk,
    answered,
    desk,
    distribution,
    setting,
    workbench,
)

RECOLOURED = """async (broken) => {
  const { coloured } = await import(new URL("../../assets/run-colours.js", location.href));
  const letters = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
      const { color } = getComputedStyle(walker.currentNode.parentElement);
      for (const letter of walker.currentNode.data) if (letter.trim()) found.push(`${letter} ${color}`);
    }
    return found;
  };
  const wrong = [], seen = new Set();
  for (const code of document.querySelectorAll(".dl-run > pre > code")) {
    if (/^>>> /m.test(code.textContent)) continue;
    const ours = code.cloneNode(false);
    ours.innerHTML = coloured(broken ? `"${code.textContent}` : code.textContent);
    code.after(ours);
    const [before, after] = [letters(code), letters(ours)];
    if (before.join() !== after.join()) wrong.push(code.textContent);
    before.forEach((letter) => seen.add(letter.slice(2)));
    ours.remove();
  }
  return [wrong.length, seen.size];
}"""
PLACES = """async () => {
  await document.fonts.ready;
  const nodes = document.querySelectorAll(":is(h1, h2, .dl-run, .dl-exercise, .dl-question)");
  return [...nodes].map((node) => Math.round(node.getBoundingClientRect().top + scrollY));
}"""


@pytest.mark.parametrize("page", lessons.PAGES, ids=lessons.address)
def test_each_letter_keeps_its_colour_when_the_editor_opens(visit, page):
    found = visit(lessons.address(page))
    wrong, colours = found.evaluate(RECOLOURED, False)
    assert wrong == 0
    assert colours < 3 or found.evaluate(RECOLOURED, True)[0] > 0


def test_code_is_there_after_a_reload_until_all_is_forgotten(visit, workbench):  # noqa: F811
    page = visit(workbench)
    desk = Desk(page)  # noqa: F811
    before = page.evaluate(PLACES)
    desk.button(2, "Edit").click()
    desk.type(2, "def double(x):\n    return 7\n")
    page.evaluate("localStorage.setItem('dlnotes:/other/:x', '1')")
    page.reload()
    assert desk.block(2).locator(".dl-run-note").inner_text() == "yours is kept"
    assert page.evaluate(PLACES) == before, "what is kept moves nothing"
    desk.button(2, "Edit").click()
    assert desk.block(2).get_by_role("textbox").input_value() == "def double(x):\n    return 7\n"
    assert "return 7" in desk.block(2).locator(".dl-run-paper code").inner_text()
    page.get_by_role("button", name="Forget all").click()
    page.wait_for_load_state()
    assert page.locator(".dl-run-note", has_text="kept").count() == 0
    kept = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('dlnotes:'))")
    assert kept == ["dlnotes:/other/:x"], "what another site of this host keeps is not ours"


def test_reset_forgets_what_was_written(visit, workbench):  # noqa: F811
    desk = Desk(visit(workbench))  # noqa: F811
    desk.button(2, "Edit").click()
    desk.type(2, "1")
    desk.button(2, "Reset").click()
    desk.page.reload()
    assert desk.block(2).locator(".dl-run-note").inner_text() == ""


def test_a_right_answer_says_why_shows_ours_leads_on_and_is_known_after_a_reload(desk):  # noqa: F811
    before = desk.page.evaluate(PLACES)
    desk.button(2, "Edit").click()
    told = desk.run(2, "def double(x):\n    return 2 * x\n", "Check")
    assert "Right: every check holds." in told and "return 2 * x" in told and "Twice is x + x." in told
    assert "One file" not in told and desk.page.locator("[id=why]").count() == 1
    desk.block(2).get_by_role("link", name="Next: Exercise 2 · Go on").click()
    assert desk.page.url.endswith("#exercise-next")
    desk.page.reload()
    title = desk.page.locator("#exercise-double .dl-exercise-title")
    assert title.text_content() == "Exercise 1 · Double ✓ solved" and desk.page.evaluate(PLACES) == before


def test_what_was_answered_is_known_after_a_reload(visit):
    page = visit(PAGES[0])
    before = page.evaluate(PLACES)
    question = page.locator(".dl-question").first
    title, options = question.locator(".dl-question-title"), question.locator(".dl-option")
    for index in range(options.count()):
        options.nth(index).locator("summary").click()
    page.wait_for_timeout(100)
    page.reload()
    assert title.text_content() == "Quick question¶ ✓ answered" and page.locator(".dl-solved").count() == 1
    assert question.locator(".dl-tried").count() == options.count()
    assert question.locator("[open]").count() == 0 and page.evaluate(PLACES) == before


def test_loading_tells_its_megabytes(desk):  # noqa: F811
    desk.page.evaluate(
        """() => {
          window.told = [];
          const look = () => told.push(document.querySelector(".dl-run-loaded")?.textContent);
          new MutationObserver(look).observe(document, { subtree: true, childList: true });
        }"""
    )
    desk.run(0)
    told = [text for text in desk.page.evaluate("told") if text]
    assert told and all(text.endswith(" of 13.5 MB, unpacked") for text in told)
    assert told[-1].startswith("13.5 of") and told[0] != told[-1]


@pytest.mark.parametrize("page", lessons.PAGES, ids=lessons.address)
def test_a_copied_block_runs_by_itself(visit, page, tmp_path):
    found = visit(lessons.address(page), permissions=["clipboard-read", "clipboard-write"])
    found.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    for index in range(0, found.locator(".dl-run").count(), 3):
        block = found.locator(".dl-run").nth(index)
        block.locator("[data-clipboard-target]").first.dispatch_event("click")
        code = block.locator("[data-clipboard-target]").first.get_attribute("data-clipboard-text")
        run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
        assert run.returncode == 0, code + run.stderr


def test_the_whole_file_is_a_click_away(visit):
    page = visit(lessons.lesson("divergences"))
    block = page.locator(".dl-run[data-file]").first
    text = (ROOT / "snippets" / block.get_attribute("data-file")).read_text(encoding="utf-8")
    toggle = block.get_by_role("button", name="The whole file")
    toggle.click()
    shown = "\n".join(block.locator(":scope > pre > code").all_text_contents())
    lines = [line for line in text.splitlines() if line.strip() and "--8<--" not in line]
    assert [line for line in lines if line not in shown] == []
    toggle.click()
    assert block.locator(".dl-run-rest").count() == 0
