"""The built site, served on this machine, and a Chromium that notes every request it makes."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chromium import ARGUMENTS, path, serving
from tests.once import once
from tests.optional import without

ROOT = Path(__file__).parents[2]


def violations(page, *within) -> list:
    """What axe finds on a page as it stands, or in some parts of it.

    `moderate` leaves out landmark-unique, which Material's own copy buttons raise and which hides nothing.
    """
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_timeout(300)  # what moves has come to rest
    context = {"include": [[part] for part in within]} if within else None
    found = Axe().run(page, context).response["violations"]
    return [
        (v["id"], [n["target"] for n in v["nodes"]][:3])
        for v in found
        if v["impact"] in ("critical", "serious")
    ]


@pytest.fixture(scope="session")
def chromium():
    if path() is None:
        without("no Chromium on this machine (Debian: apt-get install chromium-headless-shell)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(chromium, request):
    """The strict build of the project as it stands."""
    return once(request, "site", _build)


def _build(target):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="session")
def address(folder):
    with serving(folder) as address:
        yield address


def _listen(page):
    """What the page asks for, and what it complains of, into `asked` and `said`."""

    def answered(response):
        if response.status >= 400:
            page.said.append(f"{response.status}: {response.url}")

    def logged(message):
        if message.type in ("error", "warning"):
            page.said.append(message.text)

    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfailed", lambda request: page.said.append(f"failed: {request.url}"))
    page.on("response", answered)
    page.on("console", logged)
    page.on("pageerror", lambda error: page.said.append(str(error)))


@contextlib.contextmanager
def visiting(chromium, address):
    """visit(page, width, scheme, …) → a Playwright page; `page.asked` and `page.said`: requests, errors."""
    contexts = []

    def go(name, width=1280, scheme="light", base=address, **options):
        screen = {"width": width, "height": 800}
        context = chromium.new_context(viewport=screen, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        _listen(page)
        page.goto(f"{base}/{name}", wait_until="load")
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def visit(chromium, address):
    with visiting(chromium, address) as visit:
        yield visit


def look(page, width=1280, scheme="light"):
    """An open page on a screen of another width, in another scheme: to open it anew takes a second or two."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    wanted = {"light": "default", "dark": "slate"}[scheme]
    page.wait_for_function(f"document.body.getAttribute('data-md-color-scheme') === '{wanted}'")
    page.wait_for_timeout(100)  # scripts have seen the new size
    return page
