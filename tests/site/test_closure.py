"""The cache key: what could change a number changes it, what could not does not."""

from pathlib import Path

import pytest

from dlnotes.site.project import BuildError
from dlnotes.site.results.fingerprint import closure, digest

TREE = {
    "dlnotes/__init__.py": "",
    "dlnotes/nn/__init__.py": "from dlnotes.nn.a import f\nfrom dlnotes.nn.b import g\n",
    "dlnotes/nn/a.py": "from dlnotes.nn.base import one\n\ndef f():\n    return one()\n",
    "dlnotes/nn/b.py": "def g():\n    return 2\n",
    "dlnotes/nn/base.py": "import math\nimport numpy as np\n\ndef one():\n    '''Doc.'''\n    return 1\n",
    "dlnotes/entry.py": "from dlnotes.nn import f\n",
}


@pytest.fixture
def tree(tmp_path):
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def names(root, text):
    (root / "dlnotes/entry.py").write_text(text)
    files, packages = closure(root / "dlnotes/entry.py", root)
    return {p.stem for p in files} - {"entry"}, packages


def key(root):
    return digest(root / "dlnotes/entry.py", root)


@pytest.mark.parametrize(
    "statement, reached",
    [
        ("from dlnotes.nn import f", {"a", "base"}),
        ("from dlnotes.nn import g", {"b"}),
        ("from dlnotes.nn import b", {"b"}),
        ("from dlnotes.nn.b import g", {"b"}),
        ("from .nn import g", {"b"}),
        ("from .nn.b import g", {"b"}),
        ("def later():\n    from dlnotes.nn import g\n", {"b"}),
        ("import dlnotes.nn.b", {"b"}),
        ("import dlnotes.nn", {"a", "b", "base"}),
        ("from dlnotes import nn", {"a", "b", "base"}),
        ("from dlnotes.nn import *", {"a", "b", "base"}),
        ("import dlnotes", set()),
        ("import json", set()),
    ],
)
def test_every_spelling_of_an_import_is_followed_to_its_definition(tree, statement, reached):
    assert names(tree, statement + "\n")[0] == reached


def test_outside_packages_are_found_through_the_closure_and_the_standard_library_is_not_one(tree):
    assert names(tree, "from dlnotes.nn import f\nimport os\n")[1] == {"numpy"}


def test_a_cycle_of_imports_ends(tree):
    (tree / "dlnotes/nn/b.py").write_text("from dlnotes.nn.a import f\n")
    (tree / "dlnotes/nn/a.py").write_text("from dlnotes.nn.b import g\n")
    assert names(tree, "from dlnotes.nn import f\n")[0] == {"a", "b"}


def edit(root, name, text):
    path = root / name
    path.write_text(text)


def test_code_that_is_reached_changes_the_key(tree):
    before = key(tree)
    edit(tree, "dlnotes/nn/base.py", TREE["dlnotes/nn/base.py"].replace("return 1", "return 3"))
    assert key(tree) != before


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("dlnotes/nn/b.py", "return 2", "return 22"),  # not reached
        ("dlnotes/nn/base.py", "Doc.", "Another docstring."),
        ("dlnotes/nn/base.py", "return 1", "return 1  # a comment"),
        ("dlnotes/nn/base.py", "import math\n", "import math\n\n\n"),
        ("dlnotes/nn/__init__.py", "from", '"""The floor."""\nfrom'),
    ],
)
def test_what_cannot_change_a_number_keeps_the_key(tree, name, old, new):
    before = key(tree)
    edit(tree, name, TREE[name].replace(old, new, 1))
    assert key(tree) == before


def test_a_moved_definition_is_followed(tree):
    before = key(tree)
    edit(tree, "dlnotes/nn/__init__.py", "from dlnotes.nn.b import g as f\nfrom dlnotes.nn.b import f\n")
    assert key(tree) != before


def test_versions_and_inputs_are_part_of_the_key(tree, monkeypatch):
    before = key(tree)
    assert digest(tree / "dlnotes/entry.py", tree, "Config(seed=1)") != before
    monkeypatch.setattr("dlnotes.site.results.fingerprint.version", lambda package: "999")
    assert key(tree) != before


def test_the_same_tree_elsewhere_has_the_same_key(tree, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    for name, text in TREE.items():
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_text(text)
    assert key(other) == key(tree)


def test_a_syntax_error_names_file_and_line(tree):
    edit(tree, "dlnotes/nn/base.py", "def one(:\n")
    with pytest.raises(BuildError, match=r"base\.py:1: "):
        key(tree)


def test_in_the_real_package_activations_do_not_reach_shapes():
    root = Path(__file__).parents[2]
    files, _ = closure(root / "dlnotes/nn/shapes.py", root)
    assert "activations.py" not in {p.name for p in files}
