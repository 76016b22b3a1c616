"""The code of a page as one list: nothing missed, nothing invented, snippets whole around their region."""

from pathlib import Path

import pytest
from sybil import Document

from dlnotes.site.project import BuildError, Project
from dlnotes.site.sources import snippets
from dlnotes.site.sources.examples import examples
from dlnotes.site.sources.page import load
from tests.documents import fences

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT)
SNIPPETS = ROOT / "snippets"


@pytest.mark.parametrize("page", PROJECT.lessons(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_page_has_the_examples_that_sybil_runs(page):
    """Sybil reads the same fences by other means: as many regions of snippets, as many `>>>` lines."""
    regions = list(fences(Document(page.read_text(encoding="utf-8"), str(page))))
    found = examples(load(PROJECT, page), SNIPPETS)
    assert sum(e.file != "" for e in found) == sum(str(r.parsed).startswith("--8<--") for r in regions)
    assert sum(len(e.wanted) for e in found) == sum(not isinstance(r.parsed, str) for r in regions)


@pytest.mark.parametrize("page", PROJECT.lessons(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_part_compiles_on_its_own(page):
    for example in examples(load(PROJECT, page), SNIPPETS):
        for part in (example.before, example.code, example.after):
            compile(part, str(page), "exec")


def test_every_spelling_of_a_fence_and_nothing_else(tmp_path):
    (tmp_path / "one.py").write_text(
        '"""One."""\n# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\nassert x == 1\n'
    )
    page = (
        '# Title\n\n```python\n--8<-- "one.py:a"\n```\n\n## Part {: #p }\n\n```text\n```\n\n'
        "???+ tip\n\n    ~~~~ { .pycon .x }\n    >>> for i in range(2):\n    ...     print(i)\n"
        "    0\n    1\n    ~~~\n    >>> x\n    1\n    ~~~~\n"
    )
    first, second = examples(page, tmp_path)
    assert (first.line, first.code, first.before, first.after, first.heading) == (
        3,
        "x = 1\n",
        '"""One."""\n',
        "assert x == 1\n",
        "Title",
    )
    assert (second.line, second.code, second.wanted, second.heading) == (
        14,
        "for i in range(2):\n    print(i)\nx\n",
        ("0\n1\n~~~\n", "1\n"),
        "Part",
    )


@pytest.mark.parametrize(
    "file, region, said",
    [
        ("two.py", "a", "no snippet is called 'two.py'; nearest: one.py"),
        ("../one.py", "a", "no snippet is called '../one.py'; nearest: one.py"),
        ("one.py", "aa", "no region of one.py is called 'aa'; nearest: a"),
    ],
)
def test_what_is_missing_is_named_and_has_no_code(tmp_path, file, region, said):
    (tmp_path / "one.py").write_text("# --8<-- [start:a]\n# --8<-- [end:a]\n")
    with pytest.raises(BuildError) as caught:
        snippets.find(file, region, tmp_path)
    assert str(caught.value) == said
    (example,) = examples(f'```python\n--8<-- "{file}:{region}"\n```\n', tmp_path)
    assert (example.code, example.file) == ("", "")


def test_a_region_stands_between_the_rest_of_its_file_and_marks_are_left_out(tmp_path):
    inner = "# --8<-- [start:c]\nc = 3\n# --8<-- [end:c]\n"
    text = f"a = 1\n# --8<-- [start:b]\nb = 2\n{inner}# --8<-- [end:b]\n\nd = 4\n"
    (tmp_path / "one.py").write_text(text)
    regions = snippets.read(tmp_path / "one.py").regions
    assert (regions["b"].line, regions["b"].code, regions["b"].before) == (3, "b = 2\nc = 3\n", "a = 1\n")
    assert (regions["c"].line, regions["c"].before, regions["c"].after) == (5, "a = 1\nb = 2\n", "\nd = 4\n")
