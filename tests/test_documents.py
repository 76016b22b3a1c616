"""The documents as a whole: every rule of the gate is kept, and no fence stays unrun."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from sybil import Document

from dlnotes.site.checks import gate
from dlnotes.site.project import Project
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.plan import plan, stale
from tests.documents import fences

ROOT = Path(__file__).parent.parent
PROJECT = Project(ROOT)
PAGES = [*PROJECT.lessons(), ROOT / "README.md"]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]


class CodeBlocks(HTMLParser):
    """Count the Python blocks of a rendered page: what a reader sees, however the fence was spelt."""

    def __init__(self):
        super().__init__()
        self.python = 0

    def handle_starttag(self, tag, attrs):
        classes = set((dict(attrs).get("class") or "").split())
        self.python += tag == "div" and bool(
            classes & {f"language-{name}" for name in ("python", "python3", "py", "py3", "pycon", "pycon3")}
        )


def rendered_python_blocks(text):
    """An independent count: Python-Markdown renders, an HTML parser counts; Sybil has no part in it."""
    config = {"pymdownx.highlight": {"pygments_lang_class": True}}
    extensions = [
        "admonition",
        "attr_list",
        "def_list",
        "md_in_html",
        "tables",
        "pymdownx.details",
        "pymdownx.highlight",
        "pymdownx.superfences",
        "pymdownx.tabbed",
    ]
    counter = CodeBlocks()
    counter.feed(
        markdown.markdown(
            re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S),
            extensions=extensions,
            extension_configs=config,
        )
    )
    return counter.python


def run_by_sybil(path):
    """Number of fences of a page from which Sybil takes at least one example."""
    document = Document(path.read_text(encoding="utf-8"), str(path))
    openings = [m.start() for m in re.finditer(r"^ *(?:`{3,}|~{3,})", document.text, re.M)]
    return len({max(o for o in openings if o <= region.start) for region in fences(document)})


@pytest.fixture(scope="module")
def problems():
    """What the gate has to say of the project as it stands; what is stale is built in a process of its
    own."""
    if stale(Cache(PROJECT.cache), plan(PROJECT)):
        subprocess.run([sys.executable, "-m", "dlnotes", "build"], cwd=ROOT)
    return gate.check(PROJECT)


@pytest.mark.parametrize("name", NAMES)
def test_the_gate_has_nothing_to_say_of_a_document(problems, name):
    assert [str(problem) for problem in problems if problem.path == name] == []


def test_the_gate_has_nothing_to_say_of_any_other_file(problems):
    assert [str(problem) for problem in problems if problem.path not in NAMES] == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_python_fence_of_a_page_is_run(page):
    assert run_by_sybil(page) == rendered_python_blocks(page.read_text(encoding="utf-8"))


def test_the_independent_count_sees_every_spelling():
    fences = [
        '```python title="x"\na\n```',
        "``` { .py }\nb\n```",
        "!!! note\n\n    ```pycon\n    >>> c\n    ```",
        "```text\nd\n```",
        "~~~python\ne\n~~~\n",
    ]
    assert rendered_python_blocks("\n\n".join(fences)) == 4


def test_a_source_that_nothing_cites_is_no_source():
    entries = re.findall(
        r"^\{: #([\w-]+) \}", (PROJECT.docs / "references.md").read_text(encoding="utf-8"), re.M
    )
    pages = "".join(path.read_text(encoding="utf-8") for path in PROJECT.docs.rglob("*.md"))
    assert [name for name in entries if f"references.md#{name}" not in pages] == ["course-11785"]
