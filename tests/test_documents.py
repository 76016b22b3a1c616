"""The documents as a whole: no fence unrun, no snippet unused, no section missing, no figure forgotten."""

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from sybil import Document

from dlnotes.site.checks.sources import practice
from dlnotes.site.project import Project
from dlnotes.site.sources.notation import FIGURE
from dlnotes.site.sources.prose import prose
from tests.documents import INCLUDE, fences, region_of

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
    return [
        (len(m[1]), m[2].strip())
        for _, line in prose(path.read_text(encoding="utf-8"))
        if (m := re.match(r"(#{1,6}) (.*?)(?:\s*\{[^}]*\})?$", line))
    ]


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


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_fence_names_its_language(page):
    fence, loose = None, []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        mark = re.match(r"\s*(`{3,}|~{3,})(.*)", line)
        if mark and fence is None:
            fence = mark[1]
            loose += [number] if not mark[2].strip() else []
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = None
    assert loose == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_skip_has_a_reason(page):
    text = page.read_text(encoding="utf-8")
    assert len(re.findall(r"<!--+\s*skip:", text)) == len(
        re.findall(r'<!--+\s*skip: next(?: if\(.*, reason)?.*"[^"]{10,}"', text)
    )


def embedded():
    lines = (line for page in PAGES for line in page.read_text(encoding="utf-8").splitlines())
    return [line.strip() for line in lines if INCLUDE.match(line)]


def test_no_snippet_is_orphaned_and_no_page_asks_for_a_missing_one():
    """A snippet is shown by a region of it; an exercise by its slug."""
    exercises = {
        PROJECT.exercises()[task.slug]
        for page in PROJECT.lessons()
        for task in practice.read(page.read_text(encoding="utf-8"))[0]
    }
    assert {region_of(line)[0] for line in embedded()} | exercises == set((ROOT / "snippets").rglob("*.py"))


@pytest.mark.parametrize("reference", sorted(set(embedded())))
def test_a_region_is_short_and_its_file_states_a_claim_and_proves_it(reference):
    path, shown = region_of(reference)
    text = path.read_text(encoding="utf-8")
    assert len(shown.strip().splitlines()) <= 15
    assert text.startswith('"""')
    assert re.search(r"assert", text.replace(shown, "")), "the proof stands outside the region"


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


def test_every_figure_is_shown_on_exactly_one_page():
    shown = [
        m["slug"]
        for page in PROJECT.lessons()
        for _, line in prose(page.read_text(encoding="utf-8"))
        for m in FIGURE.finditer(line)
    ]
    assert sorted(shown) == sorted(PROJECT.figures())


@pytest.mark.parametrize("page", PROJECT.lessons(), ids=NAMES[:-1])
def test_every_page_describes_itself(page):
    front = re.match(r"\A---\n(.*?)\n---\n", page.read_text(encoding="utf-8"), re.S)
    description = re.search(r"^description: (.{40,170})$", front[1], re.M) if front else None
    assert description, "front matter with a description of 40 to 170 characters"


@pytest.mark.parametrize("page", PROJECT.lessons(), ids=NAMES[:-1])
def test_links_to_references_land_on_an_entry(page):
    known = set(re.findall(r"\{: #([\w-]+) \}", (ROOT / "docs/references.md").read_text(encoding="utf-8")))
    asked = set(re.findall(r"references\.md#([\w-]+)", page.read_text(encoding="utf-8")))
    assert asked <= known
