"""Marks of code that can be run: on every Python fence, whole after any journey, and on nothing else."""

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from dlnotes.site.pages import run_buttons
from dlnotes.site.project import BuildError, Project
from dlnotes.site.sources.examples import examples
from dlnotes.site.sources.snippets import find
from tests.documents import below_a_region

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT)
SNIPPETS = ROOT / "snippets"
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "pymdownx.blocks.admonition",
    "pymdownx.details",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]


class Blocks(HTMLParser):
    """What a browser sees of each marked block, and the element that says where Python is."""

    def __init__(self, html):
        super().__init__()
        self.found, self.about, self.depth = [], None, 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("id") == "dl-python":
            self.about = attrs
        if "dl-run" in (attrs.get("class") or "").split():
            self.found.append((attrs, []))
            self.depth = 1
        elif self.depth:
            self.depth += tag == "div"

    def handle_endtag(self, tag):
        self.depth -= bool(self.depth) and tag == "div"

    def handle_data(self, data):
        if self.depth:
            self.found[-1][1].append(data)


def convert(text, pyodide="pyodide/"):
    md = markdown.Markdown(
        extensions=EXTENSIONS,
        extension_configs={"pymdownx.snippets": {"base_path": [str(SNIPPETS)], "check_paths": True}},
    )
    run_buttons.extend(md, PROJECT, pyodide)
    return md.convert(text)


def marked(text):
    return [(attrs, "".join(parts)) for attrs, parts in Blocks(convert(text)).found]


def test_a_region_carries_the_rest_of_its_file():
    _, region = find("l2.py", "l2", SNIPPETS)
    [(attrs, text)] = marked('```python\n--8<-- "l2.py:l2"\n```\n')
    assert (attrs["data-before"], text.strip(), attrs["data-after"], attrs["data-file"]) == (
        region.before,
        region.code.strip(),
        region.after,
        "l2.py",
    )
    assert "data-alone" not in attrs and "data-checker" not in attrs


@pytest.mark.parametrize(
    "fence", ["```python", "~~~ pycon", "```{ .python }", '```py title="a.py"', "``` { .python .annotate }"]
)
def test_every_spelling_of_examples_is_marked_and_keeps_what_it_says(fence):
    html = convert(f"{fence}\n>>> 1 < 2\nTrue\n{fence[:3]}\n")
    [(attrs, text)] = [(attrs, "".join(parts)) for attrs, parts in Blocks(html).found]
    assert (
        text.strip().endswith(">>> 1 < 2\nTrue")
        and "highlight" in attrs["class"]
        and "data-file" not in attrs
    )
    assert ("a.py" in text) == ("title" in fence) and ("annotate" in attrs["class"]) == ("annotate" in fence)


def test_fences_in_lists_admonitions_and_blocks_are_marked():
    fence = "```pycon\n>>> {}\n{}\n```\n"
    indented = "\n".join("    " + line for line in fence.format(1, 1).splitlines())
    text = f"- item\n\n{indented}\n\n??? tip\n\n{indented}\n\n/// note | Title\n\n{fence.format(3, 3)}\n///\n"
    assert [text.strip() for _, text in marked(text)] == [">>> 1\n1", ">>> 1\n1", ">>> 3\n3"]


def test_other_fences_are_not_marked():
    assert (
        marked(
            "```text\n>>> 1\n```\n\n```{ .python }\nprint('a cell of a lab')\n```\n\n"
            "```yaml\nx: 1\n```\n\n    >>> indented\n"
        )
        == []
    )


@pytest.mark.parametrize("page", PROJECT.lessons(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_blocks_of_a_page_are_its_examples(page):
    """In order, with what stands around them; quotes, entities and line breaks lose nothing. Examples
    directly below a region stand in its box."""
    text = page.read_text(encoding="utf-8")
    shown = [e for e in examples(text, SNIPPETS) if e.runs]
    joined = below_a_region(text)
    wanted = [(e.before, e.after, e.file) for e in shown if e.line not in joined]
    assert [
        tuple(attrs.get(f"data-{name}") or "" for name in ("before", "after", "file"))
        for attrs, _ in marked(text)
    ] == wanted


def test_examples_below_a_region_are_in_its_box_and_those_below_a_text_or_a_tab_are_not():
    region, asked = '```python\n--8<-- "l2.py:l2"\n```\n', "```pycon\n>>> 1\n1\n```\n"
    [(_, said)] = marked(f"{region}\n{asked}")
    assert said.strip().endswith(">>> 1\n1") and "divergence" in said
    torch = '```torch compares="d"\nd = 1\n```\n'
    for between in ("Text.\n", torch, asked):
        assert len(marked(f"{region}\n{between}\n{asked}")) == 2
    assert len(marked(f"{asked}\n{asked}")) == 2 and len(marked(f"{region}\n{region}")) == 2


def test_what_a_reader_made_is_kept_under_a_name_that_changes_with_the_block():
    blocks = [run_buttons.block(*parts) for parts in (("x\n",), ("y\n",), ("x\n", "a\n"), ("x\n", "", "a\n"))]
    names = [re.search('data-keep="([0-9a-f]{12})"', block)[1] for block in blocks]
    assert len(set(names)) == 4 and run_buttons.keep("", "x\n", "", "") == names[0]


def test_a_page_with_code_says_where_python_is_and_others_do_not():
    fence = "```pycon\n>>> 1\n1\n```\n"
    html = convert(fence, "https://example.org/a&b/")
    about = Blocks(html).about
    assert (
        about["data-pyodide"] == "https://example.org/a&b/"
        and about["data-wheel"].startswith("generated/wheel/dlnotes-")
        and "data-search-exclude" in about
    )
    assert "loads Python from example.org" in html and html.count("loads Python") == 1
    assert "from this site" in convert(fence)
    assert Blocks(convert("Text.")).about is None and Blocks(convert(fence, pyodide="")).about is None


def test_a_block_made_of_strings_is_like_one_of_the_page():
    html = run_buttons.block('x = "<&"\n', before='"""Doc."""\n', checker="assert x, 'a > b'\n", alone=True)
    [(attrs, parts)] = Blocks(html).found
    assert attrs == {
        "class": "dl-run highlight",
        "data-before": '"""Doc."""\n',
        "data-checker": "assert x, 'a > b'\n",
        "data-alone": None,
        "data-keep": run_buttons.keep('"""Doc."""\n', 'x = "<&"\n', "", "assert x, 'a > b'\n"),
    }
    assert "".join(parts).strip() == 'x = "<&"' and '<span class="s2">' in html


def test_an_address_without_a_slash_at_its_end_is_refused():
    with pytest.raises(BuildError, match="ends with a slash, not 'https://example.org/py'"):
        run_buttons.extend(markdown.Markdown(), Project(ROOT), "https://example.org/py")
