"""Break one thing of each kind: `make test` or the strict build turns red and names the place.

What the gate refuses is tried in `test_rules.py`, rule by rule.
"""

import shutil

import pytest

from tests.site.conftest import ROOT

TURNED = """from dlnotes.figures.knob import Knob
KNOBS = (Knob("k", "knob", (1, 2), start=1),)

def draw(ax, result, k):"""


@pytest.mark.parametrize(
    "kind, name, old, new, said",
    [
        (
            "experiment",
            "dlnotes/experiments/sizing.py",
            "size(config.n)",
            "sise(config.n)",
            "dlnotes/experiments/sizing.py:9: NameError",
        ),
        (
            "figure",
            "dlnotes/figures/bending.py",
            "ax.plot(",
            "ax.plott(",
            "dlnotes/figures/bending.py:7: AttributeError",
        ),
        (
            "figure that is turned",
            "dlnotes/figures/bending.py",
            "def draw(ax, result):",
            TURNED,
            "figure bending: draw returns what the setting {'k': 1} shows",
        ),
        (
            "claim's word",
            "docs/deep-learning/notes.md",
            "Decided by",
            "Decided",
            "docs/deep-learning/notes.md:10: claim half: no term is called 'Decided'",
        ),
        (
            "claim's check",
            "dlnotes/claims/sizing.py",
            "half == 4)",
            "half < 9)",
            "dlnotes/claims/sizing.py:4: claim half: the check passes on the wrong version",
        ),
        (
            "claim's link",
            "docs/deep-learning/notes.md",
            "(../index.md#code)",
            "(../index.md#cod)",
            "no place on index.md is called 'cod'",
        ),
        (
            "link",
            "docs/index.md",
            "[code](#code)",
            "[code](code.ipynb)",
            "'code.ipynb', but the target is not found",
        ),
        ("absolute link", "docs/index.md", "[code](#code)", "[code](/code/)", "absolute link '/code/'"),
        ("image", "docs/index.md", "See [code]", "![a](none.png) [code]", "none.png"),
        ("snippet file", "docs/index.md", "one.py:one", "two.py:one", "two.py"),
    ],
)
def test_the_strict_build_turns_red_and_names_the_place(built, kind, name, old, new, said):
    built.edit(name, old, new)
    run = built.mkdocs()
    assert run.returncode != 0, kind
    assert said in run.stdout + run.stderr


def test_the_unbroken_project_builds_strictly(toy):
    run = toy.mkdocs()
    assert run.returncode == 0, run.stderr
    assert (toy.root / "site/index.html").is_file()


@pytest.fixture
def documents(toy):
    """The toy project with the real parsers of documents."""
    shutil.copy(ROOT / "conftest.py", toy.root / "conftest.py")
    shutil.copy(ROOT / "pyproject.toml", toy.root / "pyproject.toml")
    (toy.root / "tests").mkdir()
    for name in ("documents.py", "exercises.py", "optional.py", "test_exercises.py"):
        shutil.copy(ROOT / "tests" / name, toy.root / "tests" / name)
    toy.edit("docs/index.md", "## Code", "## Examples\n\n```pycon\n>>> 1 + 1\n2\n```\n\n## Code")
    return toy


def pytest_on(toy):
    return toy.run("pytest", "docs", "snippets", "tests", "-p", "no:cacheprovider")


def test_the_unbroken_documents_pass(documents):
    run = pytest_on(documents)
    assert run.returncode == 0 and "6 passed" in run.stdout


@pytest.mark.parametrize(
    "kind, name, old, new, said",
    [
        ("snippet's proof", "snippets/one.py", "assert one == 1", "assert one == 2", "snippets/one.py"),
        ("snippet's region", "snippets/one.py", "one = 1", "one = uno", "docs/index.md"),
        ("missing region", "docs/index.md", "one.py:one", "one.py:two", "one.py has no region 'two'"),
        ("missing snippet", "docs/index.md", "one.py:one", "two.py:one", "no snippet is called two.py"),
        ("example's output", "docs/index.md", ">>> 1 + 1\n2", ">>> 1 + 1\n3", "docs/index.md"),
        ("example's code", "docs/index.md", ">>> 1 + 1", ">>> one + ane", "docs/index.md"),
        (
            "exercise's solution",
            "snippets/exercises/halve_it.py",
            "9 // 2",
            "9 // 3",
            "the checker refuses the solution: AssertionError('3 is not a whole number",
        ),
        (
            "exercise's checker",
            "snippets/exercises/halve_it.py",
            "half == size(9)",
            "half",
            "the checker passes on the mistake, so it proves nothing",
        ),
        (
            "question's key",
            "docs/index.md",
            "size(9)",
            "size(11)",
            "size(11) is 5, which is said by an option that is not the right one",
        ),
        ("loose code", "docs/index.md", "## Code", "```python\nx = 1\n```\n\n## Code", "this is neither"),
        (
            "loose code, other spelling",
            "docs/index.md",
            "## Code",
            '```py title="x"\nx = 1\n```\n\n## Code',
            "this is neither",
        ),
        (
            "indented loose code",
            "docs/index.md",
            "## Code",
            "!!! note\n\n    ``` { .python }\n    x = 1\n    ```\n\n## Code",
            "this is neither",
        ),
    ],
)
def test_the_tests_turn_red_and_name_the_place(documents, kind, name, old, new, said):
    documents.edit(name, old, new)
    run = pytest_on(documents)
    assert run.returncode == 1, kind
    assert said in run.stdout
