"""A lesson's notebook: the page's code, whole and in order, in cells that show what the page shows."""

import re
from pathlib import Path

import nbformat
import pytest

from dlnotes.site.products import notebooks
from dlnotes.site.products.product import Task
from dlnotes.site.project import Project
from dlnotes.site.sources.examples import examples
from dlnotes.site.sources.note import notes
from tests.site.conftest import ROOT

PROJECT = Project(ROOT)
PAGE = """# Halves {: #top }

```python
--8<-- "half.py:half"
```

## Printed and told

```pycon
>>> x = 3
>>> for i in range(2):
...     print(i, x)
0 3
1 3
>>> y = x + 1
>>> y, x
(4, 3)
>>> z = 5
```

### And then

```pycon
>>> print(z)
5
```
"""
SNIPPET = (
    '"""Half of *nine*,\nrounded down."""\nimport math\n\n# --8<-- [start:half]\nhalf = 9 // 2\n'
    "# --8<-- [end:half]\nassert half == math.floor(9 / 2)\n"
)


@pytest.fixture
def cells(tmp_path):
    (tmp_path / "half.py").write_text(SNIPPET)
    text = notebooks.notebook("Halves", Path("part/halves.md"), examples(PAGE, tmp_path), "x.whl")
    found = nbformat.reads(text, as_version=4)
    nbformat.validate(found)
    return found.cells


def test_it_opens_with_what_it_is_and_what_it_needs(cells):
    assert cells[0].source.startswith("# Halves: the examples\n") and "`part/halves.html`" in cells[0].source
    assert "pip install x.whl" in cells[0].source


def test_headings_claims_and_code_follow_in_the_order_of_the_page(cells):
    assert [(cell.cell_type, cell.source) for cell in cells[1:]] == [
        ("markdown", "Half of *nine*,\nrounded down."),
        ("code", "import math\n\nhalf = 9 // 2\n\nassert half == math.floor(9 / 2)"),
        ("markdown", "## Printed and told"),
        ("code", "x = 3\nfor i in range(2):\n    print(i, x)"),
        ("code", "y = x + 1\ny, x"),
        ("code", "z = 5"),
        ("markdown", "## And then"),
        ("code", "print(z)"),
    ]


def test_a_cell_has_the_one_output_that_the_page_shows_as_a_kernel_gives_it(cells):
    outputs = [cell.outputs for cell in cells if cell.cell_type == "code"]
    printed = {"output_type": "stream", "name": "stdout"}
    value = {
        "output_type": "execute_result",
        "execution_count": None,
        "metadata": {},
        "data": {"text/plain": "(4, 3)"},
    }
    assert outputs == [[], [{**printed, "text": "0 3\n1 3\n"}], [value], [], [{**printed, "text": "5\n"}]]


def test_ids_are_stable_and_each_is_used_once(cells):
    assert [cell.id for cell in cells] == [f"cell-{number}" for number in range(1, len(cells) + 1)]


def test_a_snippet_without_a_docstring_is_code_alone(tmp_path):
    (tmp_path / "half.py").write_text(SNIPPET.partition('down."""\n')[2])
    text = notebooks.notebook("Halves", Path("halves.md"), examples(PAGE, tmp_path), "x.whl")
    cell = nbformat.reads(text, as_version=4).cells[1]
    assert cell.cell_type == "code" and cell.source.startswith("import math")


# The lessons


MADE = {source.slug: source.path for source in notebooks.sources(PROJECT)}


def text_of(project, slug):
    """The text of a notebook, as the build makes it."""
    source = {source.slug: source for source in notebooks.sources(project)}[slug]
    return notebooks.make(project, Task("notebooks", slug, "key", source.path, source.others), None)


def test_a_page_with_a_notebook_links_to_it_below_its_title_and_no_page_to_a_missing_one():
    linked = {}
    for page in PROJECT.lessons():
        opening = page.read_text(encoding="utf-8").partition("\n## ")[0]
        if found := re.findall(r"\]\(\S*generated/notebooks/([\w/-]+)\.ipynb\)", opening):
            linked[page.relative_to(PROJECT.docs).with_suffix("").as_posix()] = found
    assert linked == {slug: [slug] for slug in MADE}


def test_every_lesson_has_one():
    assert MADE.keys() >= {
        page.relative_to(PROJECT.docs).with_suffix("").as_posix()
        for note in notes(PROJECT)
        for page in note.lessons
    }


@pytest.mark.parametrize("slug", MADE)
def test_no_code_of_a_lesson_is_left_out(slug):
    cells = nbformat.reads(text_of(PROJECT, slug), as_version=4).cells
    code, at = "\n".join(cell.source for cell in cells if cell.cell_type == "code"), 0
    for example in examples(MADE[slug].read_text(encoding="utf-8"), ROOT / "snippets"):
        for part in example.asked or (example.code,):
            at = code.index(part.strip("\n"), at) + 1


# The build


def found(toy):
    return list((toy.root / "docs/generated/notebooks").rglob("*.ipynb"))


def made(toy):
    return {path.name: path.read_text(encoding="utf-8") for path in found(toy)}


def test_a_page_with_a_snippet_gets_one_and_loses_it_with_its_last(built):
    assert set(made(built)) == {"index.ipynb"}
    assert Project(built.root).wheel.name in made(built)["index.ipynb"]
    built.edit("docs/index.md", '```python\n--8<-- "one.py:one"\n```\n', "")
    built.edit("docs/deep-learning/notes.md", "    snippet: one.py\n", "")
    (built.root / "snippets/one.py").unlink()
    assert built.dlnotes("build").returncode == 0
    assert made(built) == {}


def test_two_pages_of_one_stem_have_one_each(built):
    built.write("docs/part/index.md", '# Part\n\n```python\n--8<-- "one.py:one"\n```\n')
    assert built.dlnotes("build").returncode == 0
    whole = {path.relative_to(built.root / "docs/generated/notebooks").as_posix() for path in found(built)}
    assert whole == {"index.ipynb", "part/index.ipynb"}


def test_it_follows_its_page_and_its_snippets_and_is_written_only_then(built):
    path, before = built.root / "docs/generated/notebooks/index.ipynb", made(built)
    stamp = path.stat().st_mtime_ns
    built.edit("docs/index.md", "Half is", "One half is")
    built.dlnotes("build")
    assert path.stat().st_mtime_ns == stamp
    built.edit("snippets/one.py", "assert one == 1", "assert one < 2")
    built.dlnotes("build")
    assert "assert one < 2" in made(built)["index.ipynb"] and "assert one < 2" not in before["index.ipynb"]


def test_the_site_hands_over_the_notebook_and_the_wheel_as_they_are(toy):
    """A notebook under `generated/` is no page; the wheel's name is filled in, in links and in commands."""
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        toy.write(name, (ROOT / name).read_text(encoding="utf-8"))
    file = "dlnotes-VERSION-py3-none-any.whl"
    links = (
        f'[notebook](generated/notebooks/index.ipynb){{ download="" }} [wheel](generated/wheel/{file})\n\n'
    )
    links += f"```sh\npip install {file}\n```\n\n"
    toy.edit("docs/index.md", "## Code", links + "## Code")
    run = toy.mkdocs()
    assert run.returncode == 0, run.stderr
    package = Project(toy.root).wheel.name
    page = (toy.root / "site/index.html").read_text(encoding="utf-8")
    assert (
        '<a download="" href="generated/notebooks/index.ipynb">' in page
        and f'<a href="generated/wheel/{package}">' in page
    )
    assert f"install {package}" in re.sub(r"<[^>]+>", "", page) and "VERSION" not in page
    assert not list(toy.root.glob("site/generated/**/*.html"))
    for name in ("notebooks/index.ipynb", f"wheel/{package}"):
        assert (toy.root / "site/generated" / name).read_bytes() == (
            toy.root / "docs/generated" / name
        ).read_bytes()
