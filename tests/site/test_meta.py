"""What pages say of themselves to other sites, to search engines, and where a reader can complain."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import jinja2
import pytest
from mkdocs.config import load_config
from PIL import Image, ImageChops

from dlnotes.site.pages.learning import lesson
from dlnotes.site.project import Project
from tests import lessons

ROOT = Path(__file__).parents[2]
THEME = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "dlnotes/site/theme"))  # MkDocs has it alike
SITE = "https://notes.example.org/dl/"

TAUGHT = {"teaches": "</script> of fire", "minutes": 30, "picture": "generated/cards/heat.png"}


@pytest.fixture
def render(monkeypatch):
    """render(template, environment) → a page's part, as the configuration has it with these variables."""

    def go(template, environment, taught=None, **attributes):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        config = load_config(str(ROOT / "mkdocs.yml"))
        page = {
            "title": "Heat &amp; <i>cold</i>",
            "url": "part/heat.html",
            "canonical_url": f"{config.site_url}part/heat.html",
            "is_homepage": False,
            "meta": {"description": 'A page with "marks".'},
            "parent": SimpleNamespace(title="Warmth"),
        }
        page = SimpleNamespace(**page | attributes)
        return THEME.get_template(template).render(page=page, config=config, lesson=taught)

    return go


def said(html):
    """What the page says under each name of Open Graph."""
    return dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', html))


def test_a_page_names_and_describes_itself(render):
    assert said(render("about.html", {})) == {
        "type": "website",
        "site_name": "dlnotes",
        "title": "Heat &amp; cold",
        "description": "A page with &#34;marks&#34;.",
    }
    assert said(render("about.html", {}, is_homepage=True))["title"] == "dlnotes"


def test_an_address_is_that_of_the_site_or_is_not_there(render):
    assert said(render("about.html", {"SITE_URL": SITE}))["url"] == f"{SITE}part/heat.html"


def test_a_picture_has_an_absolute_address_or_none(render):
    assert said(render("about.html", {}, TAUGHT)).keys() & {"image", "url"} == set()
    html = render("about.html", {"SITE_URL": SITE}, TAUGHT)
    assert said(html)["image"] == f"{SITE}generated/cards/heat.png"


def test_every_lesson_has_a_picture_of_its_own_in_the_size_that_other_sites_ask_for():
    project = Project(ROOT)
    seen = set()
    for path in lessons.LESSONS:
        file = project.docs / lesson(project, path)["picture"]
        picture = Image.open(file).convert("L")
        assert picture.size == (1200, 630) and file.stat().st_size < 150_000
        left, top, right, bottom = ImageChops.invert(picture).getbbox()
        assert right - left > 500 or bottom - top > 500
        assert min(left, 1200 - right, top, 630 - bottom) >= 30
        seen.add(file.read_bytes())
    assert len(seen) == len(lessons.LESSONS)


def test_a_lesson_is_a_learning_resource_and_another_page_is_none(render):
    html = render("about.html", {"SITE_URL": SITE}, TAUGHT)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["@type"] == "LearningResource" and data["name"] == "Heat & cold"
    assert data["teaches"] == "</script> of fire" and data["timeRequired"] == "PT30M"
    assert data["url"] == f"{SITE}part/heat.html" and data["isPartOf"]["name"] == "Warmth"
    assert data["license"].startswith("https://creativecommons.org/") and data["inLanguage"] == "en"
    assert said(html)["type"] == "article" and "ld+json" not in render("about.html", {})


def test_every_lesson_says_what_it_teaches_and_no_other_page_does():
    project = Project(ROOT)
    found = {path for path in project.lessons() if lesson(project, path)}
    assert found == set(lessons.LESSONS)
    for path in found:
        told = lesson(project, path)
        assert len(told["teaches"]) > 40 and "*" not in told["teaches"] and told["minutes"] > 5


def test_a_reader_can_say_that_something_is_wrong_where_there_is_a_place_for_it(render):
    assert "href" not in render("wrong.html", {})
    html = render("wrong.html", {"REPO_URL": "https://forge.example.org/us/dl/", "SITE_URL": SITE})
    link = re.search(r'href="([^"]*)"', html)[1].replace("&amp;", "&")
    asked = parse_qs(urlsplit(link).query)
    assert link.startswith("https://forge.example.org/us/dl/issues/new?")
    assert asked == {"title": ["Heat & cold: "], "body": [f"{SITE}part/heat.html"]}
