"""The code of a page as one list: nothing missed, nothing invented, snippets whole around their region."""

from pathlib import Path

import pytest
from sybil import Document

from dlnotes.site.project import BuildError, Project
from dlnotes.site.sources.examples import examples, split
from tests.documents import fences

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT)
SNIPPETS = ROOT / "snippets"


@pytest.mark.parametrize("page", PROJECT.lessons(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_page_has_the_examples_that_sybil_runs(page):
    """Sybil reads the same fences by other means: as many regions of snippets, as many `>>>` lines."""
    text = page.read_text(encoding="utf-8")
    regions = list(fences(Document(text, str(page))))
    found = examples(text, SNIPPETS)
    assert sum(e.file != "" for e in found) == sum(isinstance(r.parsed, str) for r in regions)
    assert sum(len(e.wanted) for e in found) == sum(not isinstance(r.parsed, str) for r in regions)


@pytest.mark.parametrize("page", PROJECT.lessons(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_part_compiles_on_its_own(page):
    for example in examples(page.read_text(encoding="utf-8"), SNIPPETS):
        for part in (example.before, example.code, example.after):
            compile(part, str(page), "exec")


def test_every_spelling_of_a_fence_and_nothing_else(tmp_path):
    (tmp_path / "one.py").write_text(
        '"""One."""\n# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\nassert x == 1\n'
    )
    page = (
        '# Title\n\n```python\n--8<-- "one.py:a"\n```\n\n## Part {: #p }\n\n```text\n```\n\n???+ tip\n\n    ~~~~ { .pycon .x }\n'
        "    >>> for i in range(2):\n    ...     print(i)\n    0\n    1\n    ~~~\n    >>> x\n    1\n    ~~~~\n"
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
    [("two.py", "a", "no snippet is called 'two.py'"), ("one.py", "b", "one.py has no region 'b'")],
)
def test_what_is_missing_is_named(tmp_path, file, region, said):
    (tmp_path / "one.py").write_text("# --8<-- [start:a]\n# --8<-- [end:a]\n")
    with pytest.raises(BuildError, match=said):
        split(file, region, tmp_path)
