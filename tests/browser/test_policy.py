"""Under the Content-Security-Policy that the build derives all works, and a foreign script does not."""

import pytest

from dlnotes.site.checks.policy import policy
from tests import lessons
from tests.browser.test_run import Desk, answered, distribution, setting  # noqa: F401  fixtures
from tests.chromium import Quiet, serving

LESSON = lessons.lesson("divergences")


@pytest.fixture(scope="module")
def guarded(folder):
    """The site, served with the line as a header."""
    line = policy(folder)

    class Guarded(Quiet):
        def end_headers(self):
            self.send_header("Content-Security-Policy", line)
            super().end_headers()

    with serving(folder, Guarded) as address:
        yield address


@pytest.fixture
def refused(chromium):
    """(page, what the browser has refused)."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page, found = context.new_page(), []
    page.on(
        "console", lambda said: found.append(said.text) if "Content Security Policy" in said.text else None
    )
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => console.error("
        "`Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"
    )
    yield page, found
    context.close()


def test_everything_works_under_the_policy_of_the_build(guarded, refused, answered):  # noqa: F811
    page, found = refused
    desk = Desk(answered(page))
    page.goto(f"{guarded}/{LESSON}")
    assert "It defined y, d" in desk.run(0)
    knob = page.locator("dl-knobs input[type=range]").first
    knob.scroll_into_view_if_needed()
    knob.focus()
    page.keyboard.press("ArrowRight")
    page.locator(".dl-enlarge").first.click()
    page.keyboard.press("Escape")
    page.locator("label[for^=__palette]:visible").first.click()
    page.locator(".md-search__input").click()
    page.keyboard.type("divergence")
    page.locator(".md-search-result__item").first.wait_for()
    page.goto(f"{guarded}/labs/descent.html")
    page.goto(f"{guarded}/index.html")
    page.wait_for_timeout(300)
    assert found == []


def test_a_script_that_the_build_does_not_know_is_refused(guarded, refused, folder):
    page, found = refused
    text = (folder / "index.html").read_text(encoding="utf-8")
    (folder / "foreign.html").write_text(
        text.replace("</body>", "<script>window.foreign = 1</script></body>")
    )
    page.goto(f"{guarded}/foreign.html")
    assert page.evaluate("window.foreign") is None and any("script-src" in said for said in found)
