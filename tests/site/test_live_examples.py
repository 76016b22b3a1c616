"""What the preview finds wrong with the examples of a page is what Sybil finds, at the same line."""

from pathlib import Path
from unittest import SkipTest

import pytest
from sybil import Document
from sybil.example import SybilFailure
from sybil.parsers.markdown import SkipParser

from dlnotes.site.preview import examples
from dlnotes.site.sources.page import read
from tests.documents import fences

SNIPPETS = Path(__file__).parents[2] / "snippets"
SKIP = '<!-- skip: next "there is a reason" -->'


def page(*bodies):
    return "# Title\n\n" + "\n".join(f"```python\n{body}\n```\n" for body in bodies)


RIGHT = {
    "an output": page(">>> 1 + 1\n2"),
    "names of a fence above": page(">>> a = 2", ">>> a\n2"),
    "names of a snippet": page('--8<-- "l2.py:l2"', ">>> divergence\n0.125"),
    "an error that is shown": page(
        ">>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError: division by zero"
    ),
    "what is not run": page(">>> 1\n1") + f"\n{SKIP}\n```python\n>>> 1\n2\n```\n",
}
WRONG = {
    "another output": (page(">>> a = 1\n>>> a\n2"), {5: "Expected:\n    2\nGot:\n    1"}),
    "none": (page(">>> None\n2"), {4: "Expected:\n    2\nGot nothing"}),
    "another form": (page(">>> 0.10\n0.10"), {4: "Expected:\n    0.10\nGot:\n    0.1"}),
    "other blanks": (page(">>> [1, 2]\n[1,  2]"), {4: "Expected:\n    [1,  2]\nGot:\n    [1, 2]"}),
    "an error": (
        page(">>> 1 / 0\n1"),
        {4: "Expected:\n    1\nGot:\n    ZeroDivisionError: division by zero"},
    ),
    "the second fence": (page(">>> a = 2", ">>> a\n3"), {8: "Expected:\n    3\nGot:\n    2"}),
}


def of_sybil(text):
    """The lines of the examples that Sybil refuses."""
    document, found = Document(text, "page"), set()
    for region in sorted([*fences(document), *SkipParser()(document)], key=lambda region: region.start):
        document.add(region)
    for example in document.examples():
        try:
            example.evaluate()
        except SkipTest:
            pass
        except (SybilFailure, ZeroDivisionError):
            found.add(example.line)
    return found


def of_preview(text):
    return {found.line: found.message for found in examples.differences(read(text), SNIPPETS)}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_nothing_is_said_of_what_the_page_says(text):
    assert of_preview(text) == {} and of_sybil(text) == set()


@pytest.mark.parametrize("text, said", WRONG.values(), ids=WRONG)
def test_what_was_expected_and_what_came_stands_at_its_line(text, said):
    assert of_preview(text) == said
    assert of_sybil(text) == said.keys()


def test_what_stands_on_a_snippet_that_stops_is_not_run(tmp_path):
    (tmp_path / "stops.py").write_text("# --8<-- [start:all]\nx = 1 / 0\n# --8<-- [end:all]\n")
    text = page('--8<-- "stops.py:all"', ">>> x\n1")
    found = examples.differences(read(text), tmp_path)
    assert [(each.line, each.message) for each in found] == [
        (3, "stops.py stops: ZeroDivisionError: division by zero")
    ]


def test_a_page_is_run_again_if_it_or_its_code_changed_and_starts_clean(built):
    def due():
        run = built.dlnotes("build", "--examples")
        assert run.returncode == 0, run.stderr
        return run.stdout.count("\n")

    assert due() == 3 and due() == 0
    built.edit("docs/index.md", "Half is", "One half is")
    assert due() == 1
    built.edit("snippets/one.py", "one = 1", "one = 1.0")
    assert due() == 1
    built.edit("dlnotes/nn/sizes.py", "n // 2", "(n - 1) // 2")
    assert due() == 3
