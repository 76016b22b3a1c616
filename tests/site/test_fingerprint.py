"""The cache key: what could change a number changes it, what could not does not."""

import platform
from pathlib import Path

import pytest

from dlnotes.site.project import BuildError
from dlnotes.site.results.fingerprint import PYTHON, Fingerprints

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
    files, packages = Fingerprints(root).closure([root / "dlnotes/entry.py"])
    return {p.stem for p in files} - {"entry"}, packages


def key(root):
    return Fingerprints(root).meaning(root / "dlnotes/entry.py")


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


def test_versions_are_part_of_it_of_python_major_and_minor_alone(tree, monkeypatch):
    assert PYTHON == ".".join(platform.python_version_tuple()[:2])
    before = key(tree)
    monkeypatch.setattr("dlnotes.site.results.fingerprint.version", lambda distribution: "999")
    assert key(tree) != before


def test_a_package_that_another_distribution_brings_has_its_version(tree, monkeypatch):
    """PIL comes with Pillow; what is not installed is said to be unknown."""
    asked = []
    monkeypatch.setattr("dlnotes.site.results.fingerprint.version", lambda name: asked.append(name))
    edit(tree, "dlnotes/entry.py", "import PIL\n")
    assert "PIL==unknown" in key(tree) and asked == ["PIL", "pillow"]


MAKER = """import json
import yaml
from dlnotes.nn import f, g

SIZE = 3
OTHER = 4

def make(x):
    'A docstring.'
    return _helper(x) + SIZE

def _helper(x):
    return f(x)

def publish():
    return OTHER + g() + yaml.load()
"""


@pytest.mark.parametrize(
    "name, old, new, changes",
    [
        ("maker.py", "SIZE = 3", "SIZE = 5", True),
        ("maker.py", "return f(x)", "return f(x) + 1", True),
        ("nn/base.py", "return 1", "return 3", True),
        ("maker.py", "A docstring.", "Another.", False),
        ("maker.py", "OTHER = 4", "OTHER = 5", False),
        ("maker.py", "return OTHER", "return 1 + OTHER", False),
        ("nn/b.py", "return 2", "return 22", False),
    ],
)
def test_a_maker_is_the_functions_that_make_with_all_that_they_use(tree, name, old, new, changes):
    (tree / "dlnotes/maker.py").write_text(MAKER)

    def found():
        return Fingerprints(tree).maker(tree / "dlnotes/maker.py", ("make",))

    before, path = found(), tree / "dlnotes" / name
    assert "yaml" not in before
    path.write_text(path.read_text().replace(old, new))
    assert (found() != before) is changes


def test_what_was_parsed_is_remembered_and_a_damaged_memory_is_none(tree):
    found = Fingerprints(tree)
    before = found.meaning(tree / "dlnotes/entry.py")
    found.remember()
    memory = tree / ".cache/modules.json"
    whole = memory.read_bytes()
    flipped = whole.replace(b'"imports"', b'"exports"')
    for damage in (b"", b"{}", whole[: len(whole) // 2], flipped, b"\xff" + whole, b"[1]\n[1]"):
        memory.write_bytes(damage)
        assert Fingerprints(tree).meaning(tree / "dlnotes/entry.py") == before
    memory.unlink()
    memory.mkdir()
    found = Fingerprints(tree)
    assert found.meaning(tree / "dlnotes/entry.py") == before
    found.remember()
    assert memory.read_bytes() == whole


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
    files, _ = Fingerprints(root).closure([root / "dlnotes/nn/shapes.py"])
    assert "activations.py" not in {p.name for p in files}
