"""The documents: every rule of the gate is kept, every fence is run, no section of the note is missing."""

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
from dlnotes.site.results import build
from dlnotes.site.sources.page import load
from tests.documents import fences

ROOT = Path(__file__).parent.parent
PROJECT = Project(ROOT)
PAGES = [*PROJECT.lessons(), ROOT / "README.md"]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
LESSONS = ROOT / "docs/deep-learning/lessons-learnt-1"

# The source note's headings in its order, spelling mended: level and text, by page.
OUTLINE = {
    "index.md": [(1, "Lessons Learnt 1"), (2, "Before you Begin")],
    "cnn-architectures.md": [(1, "CNN Architectures Studied"), (2, "ResNet")],
    "numbers-and-math.md": [
        (1, "Numbers and Math"),
        (2, "Shared Parameter Network (Thinking wise: Neurons → Filters)"),
        (3, "Implications"),
        (2, "Kernel, Stride, Padding and Output Shape Calculation"),
    ],
    "divergences.md": [
        (1, "Divergence and Loss Functions"),
        (2, "L2 Loss"),
        (3, "Intuition behind the derivative"),
        (2, "KL Divergence and CE Loss"),
        (3, "Intuition on Loss Function"),
        (3, "Intuition behind Derivative"),
        (2, "Why KL over L2?"),
    ],
    "activation-functions.md": [
        (1, "Activation Functions"),
        (2, "What is Inductive Bias? How does ReLU have it?"),
        (3, "When is it bad to have inductive bias?"),
        (3, "When is it good to have this inductive bias?"),
        (3, "What is the probabilistic interpretation of Sigmoid?"),
    ],
}


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
    """An independent count: Python-Markdown renders the page, an HTML parser counts; Sybil has no part."""
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


def headings(path):
    return [(heading.level, heading.text) for heading in load(PROJECT, path).headings]


@pytest.fixture(scope="module")
def problems():
    """All that the gate says of the project as it stands; what is stale is built in a process of its own."""
    if build.stale(PROJECT, build.plan(PROJECT)):
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
    text = '```python title="x"\na\n```\n\n``` { .py }\nb\n```\n\n!!! note\n\n    ```pycon\n'
    text += "    >>> c\n    ```\n\n```text\nd\n```\n\n~~~python\ne\n~~~\n"
    assert rendered_python_blocks(text) == 4


@pytest.mark.parametrize("name", OUTLINE)
def test_a_page_mirrors_its_part_of_the_note(name):
    found = iter(headings(LESSONS / name))
    missing = [heading for heading in OUTLINE[name] if heading not in found]  # a subsequence, in order
    assert missing == []


def test_the_mirror_notices_a_missing_and_a_swapped_section():
    def missing(found, wanted):
        found = iter(found)
        return [heading for heading in wanted if heading not in found]

    wanted = OUTLINE["divergences.md"]
    assert missing(wanted, wanted) == []
    assert missing(wanted[:2] + wanted[3:], wanted)
    assert missing([wanted[0], wanted[3], wanted[1], wanted[2], *wanted[4:]], wanted)


def test_every_lesson_is_a_page_of_the_outline():
    assert {page.name for page in LESSONS.glob("*.md")} == set(OUTLINE)
