"""The Markdown extension: plain Markdown in, the page's HTML out."""

import re

import markdown
import pytest

from dlnotes.site.checks.built_pages import problems_of
from dlnotes.site.project import Project
from dlnotes.site.sources.glossary import terms
from dlnotes.site.sources.page import read

EXTENSIONS = [
    "attr_list",
    "def_list",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.superfences",
    "dlnotes.site.pages",
]


@pytest.fixture
def convert(built):
    built.write(
        "docs/glossary.md",
        "# Glossary\n\nlogits, logit\n:   What comes *before* the [softmax](x.md).\n\n"
        "kernel\n:   A window.\n",
    )

    def run(text):
        configs = {
            "pymdownx.arithmatex": {"generic": True},
            "dlnotes.site.pages": {"root": str(built.root)},
        }
        return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=configs)

    return run


def test_an_image_of_a_generated_figure_becomes_a_figure_with_everything_in_it(convert):
    html = convert("![Bent lines](generated/figures/bending.svg)")
    opening = r'<figure class="dl-figure" data-search-title="Figure: bending" id="fig-bending">'
    figure = re.fullmatch(rf"{opening}(.*)</figure>", html, re.S)[1]
    assert 'role="img"' in figure and 'aria-label="Bent lines"' in figure
    assert '<svg aria-hidden="true"' in figure and "<img" not in figure
    assert "<figcaption>Bent <em>lines</em>.</figcaption>" in figure
    assert '<a href="generated/source/figures/bending.py">Code</a>' in figure


def test_figures_work_inside_lists_and_admonitions(convert):
    assert "<svg" in convert("- item\n\n    ![Bent lines](generated/figures/bending.svg)\n")


def test_an_ordinary_image_stays_an_ordinary_image(convert):
    assert "<img" in convert("![A cat](cat.png)") and "figure" not in convert("![A cat](cat.png)")


def test_drawings_use_the_pages_colours_and_do_not_restyle_it(convert):
    html = convert("![Bent lines](generated/figures/bending.svg)")
    assert "var(--fig-blue, #0072b2)" in html and "currentColor" in html
    assert "#010203" not in html and "<style" not in html


def test_two_drawings_on_a_page_share_no_id_and_each_names_its_own(convert):
    def ids(slug):
        html = convert(f"![Something](generated/figures/{slug}.svg)")
        svg = html[html.index("<svg") : html.index("</svg>")]
        named = set(re.findall(r'\bid="([^"]*)"', svg))
        used = set(re.findall(r'(?:href="#|url\(#)([^")]*)', svg))
        assert named and named == used
        return named

    assert not ids("bending") & ids("sizing")


def test_numbers_are_written_into_the_sentence(convert):
    html = convert("Half is [[sizing.half:d]], tiny is **[[sizing.tiny:.1e]]**.")
    assert ">4</span>" in html and "3.8\u202f×\u202f10<sup>\u22129</sup>" in html
    assert ">0</span>" in convert("None: [[sizing.none:.1e]].")
    assert "<code>[[sizing.half:d]]</code>" in convert("`[[sizing.half:d]]`")


def test_formulas_become_mathml(convert):
    html = convert("$a+a$ and\n\n$$\na = b\n$$\n")
    assert html.count("<x-tex") == html.count("<math") == 2 and "\\(" not in html
    assert problems_of(html) == []


def test_a_term_explains_itself_once_a_page_and_never_in_a_label(convert):
    html = convert(
        "# The logits\n\nThe logits and [logits](x.md) and a logit, then logits. A kernel.\n\n"
        "term\n:   A kernel.\n"
    )
    assert html.count("<abbr") == 2
    assert '<abbr title="What comes before the softmax.">logits</abbr>' in html
    assert "<h1" in html and "<abbr" not in html[: html.index("</h1>")]


def test_every_term_of_the_glossary_is_read():
    text = "# G\n\none, two\n:   First\n    line.\n\n`three`\n:   Third.\n\n```text\nfour\n:   No.\n```\n"
    assert terms(read(text)) == {"one": "First line.", "two": "First line.", "three": "Third."}


def test_the_project_is_found_without_configuration(built, monkeypatch):
    monkeypatch.chdir(built.root)
    assert "<svg" in markdown.markdown(
        "![x](generated/figures/bending.svg)", extensions=["dlnotes.site.pages"]
    )
    assert Project.find().root == built.root


def test_the_lines_in_pytorch_are_a_block(convert):
    html = convert('Text.\n\n```torch compares="y"\ny = 1\n```\n')
    assert "<pre" in html and "```" not in html and "compares" not in html
