"""Whatever a browser shows as code is known: of a page that the gate accepts, the reader, Sybil, the Run
buttons and the notebook have the same code, and the rendered page has no other. Hypothesis writes pages."""

import html
import re
from pathlib import Path

import markdown
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sybil import Document
from sybil.parsers.markdown import SkipParser

from dlnotes.site.checks import fences as rules
from dlnotes.site.pages import run_buttons
from dlnotes.site.products.notebooks import notebook
from dlnotes.site.project import Project
from dlnotes.site.sources.examples import examples
from dlnotes.site.sources.page import read
from tests.documents import fences

ROOT = Path(__file__).parents[2]
SNIPPETS = ROOT / "snippets"
NAMES = (
    "python py Python python3 pycon pyi ipython3 sage text sh {.python} {.pycon} markdown py3 PYCON".split()
)
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]
INCLUDE = '--8<-- "output_size.py:rounds"'


def lines_of(mark, info, inside, end=None):
    return [mark + info, *inside, end or mark]


examples_in = st.integers(0, 9).map(lambda n: [f">>> {n} + 1", f"{n + 1}"])
inside = st.one_of(
    examples_in,
    st.just(['--8<-- "FILE:REGION"']),
    st.just(["x = 1"]),
    st.just(["plain"]),
    st.just([">>>1 + 1", "2"]),
    st.just(["```", "nested"]),
)
marks = st.sampled_from(["```", "~~~", "````", "~~~~"])
fence = st.builds(
    lines_of, marks, st.sampled_from([*NAMES, ""]), inside, st.sampled_from([None, None, None, None, "`````"])
)
text = st.sampled_from(
    [
        ["Text."],
        ["- item"],
        ["1. one"],
        ["> quoted"],
        ["<!-- out -->"],
        ["<!--"],
        ["-->"],
        ["    x = 1"],
        ["\tx = 1"],
    ]
    + [
        ["term", ":   said"],
        ["[^1]: note"],
        ["## Part"],
        ["<pre><code>x</code></pre>"],
        ["`code`"],
        ["| a | b |", "|---|---|"],
    ]
    + [['<!-- skip: next "there is a reason" -->'], ["<div markdown>"], ["</div>"], [""]]
)
opening = st.sampled_from(
    [
        "- item",
        "1. one",
        "!!! note",
        '??? tip "Fold"',
        "term\n:   said",
        "> quoted",
        '=== "Tab"',
        "[^2]: note",
    ]
)


def nested(opener, child, indent, gap):
    prefix = "> " if opener.startswith(">") else " " * indent
    return [*opener.split("\n"), *[""] * gap, *(prefix + line if line else line for line in child)]


blocks = st.recursive(
    st.one_of(fence, fence, text),
    lambda inner: st.builds(
        nested, opening, inner, st.sampled_from([4, 4, 4, 4, 2, 3, 8]), st.integers(0, 1)
    ),
    max_leaves=3,
)
pages = st.lists(blocks, min_size=1, max_size=5).map(
    lambda found: "# Title\n\n" + "\n\n".join("\n".join(block) for block in found) + "\n"
)


@pytest.fixture(scope="module")
def region():
    """(file, region) of some snippet of the project."""
    from dlnotes.site.sources.snippets import read as snippet

    for path in Project(ROOT).snippets():
        for name in snippet(path).regions:
            return path.name, name


def faults(page):
    found = [problem.message for problem in page.problems]
    for rule in (rules.name_their_language, rules.hold_a_region_or_examples):
        found += [problem.message for problem in rule(page, None)]
    return found


def rendered(text):
    md = markdown.Markdown(
        extensions=EXTENSIONS,
        extension_configs={"pymdownx.snippets": {"base_path": [str(SNIPPETS)], "check_paths": True}},
    )
    run_buttons.extend(md, Project(ROOT), "pyodide/")
    return md.convert(text)


def code_in(html_text):
    """(code that can be run, all code) that a browser shows in blocks."""
    found = re.findall(r'<div class="([^"]*)"[^>]*>\s*<pre>(.*?)</pre>', html_text, re.S)
    pre = len(re.findall(r"<pre\b", html_text))
    said = [(kind, html.unescape(re.sub(r"<[^>]+>", "", code))) for kind, code in found]
    return [code for kind, code in said if "dl-run" in kind.split()], pre


def of_sybil(text):
    """The code of each example that Sybil would run, one without what it prints."""
    document = Document(text, "page")
    skips = {region.start for region in SkipParser()(document)}
    found = []
    for example in sorted(fences(document), key=lambda region: region.start):
        found.append(example.parsed if isinstance(example.parsed, str) else example.parsed.source)
    return found, len(skips)


def agree(page_text, name, region_name):
    text = page_text.replace("FILE:REGION", f"{name}:{region_name}")
    page = read(text)
    if faults(page):
        return False
    own = examples(page, SNIPPETS)
    asked = [
        code for e in own if not e.fence.skip for code in (e.asked or [f'--8<-- "{name}:{region_name}"'])
    ]
    runnable, shown = code_in(rendered(text))
    assert len(runnable) == len([e for e in own if e.code]), text
    assert shown == len(page.fences), text
    for example, code in zip([e for e in own if e.code], runnable):
        assert set(example.code.split("\n")) <= set(
            code.replace(">>> ", "").replace("... ", "").split("\n")
        ), text
    sybil, skips = of_sybil(text)
    if not skips:
        assert [code.strip() for code in sybil] == [code.strip() for code in asked], text
    cells = nbformat.reads(notebook("Title", Path("a.md"), own, "x.whl"), as_version=4).cells
    of_cells = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert all(code.strip() in of_cells for e in own for code in (e.asked or [e.code])), text
    return True


@settings(max_examples=400, deadline=None, derandomize=True)
@given(pages)
def test_of_an_accepted_page_all_readers_have_the_same_code(region, text):
    agree(text, *region)


def test_pages_that_are_accepted_are_among_them(region):
    kept = [
        "# T\n\n```pycon\n>>> 1 + 1\n2\n```\n",
        "# T\n\n- item\n\n    ~~~~py\n    >>> 1\n    1\n    ~~~~\n\n```text\nx\n```\n",
        '# T\n\n!!! note\n\n    ```{.python}\n    --8<-- "FILE:REGION"\n    ```\n',
        "# T\n\n<!--\nno code\n-->\n\n??? tip\n    ```pycon\n    >>> 2\n    2\n    ```\n",
    ]
    assert all(agree(text, *region) for text in kept)
