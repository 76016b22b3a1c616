"""The floor stands on NumPy and the standard library, and looks only downwards."""

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import dlnotes.nn as nn

FOLDER = Path(nn.__path__[0])
MODULES = sorted(module.name for module in pkgutil.iter_modules(nn.__path__))

PROGRAM = """
import sys
baseline = set(sys.modules)
import dlnotes.nn
loaded = {name.partition(".")[0] for name in set(sys.modules) - baseline}
print(*sorted(loaded - sys.stdlib_module_names))
"""


def imported(path):
    """The absolute name of every module a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_importing_nn_loads_numpy_and_nothing_else():
    root = FOLDER.parents[1]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=root, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["dlnotes", "numpy"]


@pytest.mark.parametrize("module", [*MODULES, "__init__"])
def test_a_module_imports_numpy_the_standard_library_and_nn_only(module):
    for name in imported(FOLDER / f"{module}.py"):
        top = name.partition(".")[0]
        assert name.startswith("dlnotes.nn.") or top == "numpy" or top in sys.stdlib_module_names, name


def test_layers_do_not_import_activations():
    seen, todo = set(), ["layers", "convolution", "normalisation", "containers"]
    while todo:
        module = todo.pop()
        seen.add(module)
        names = [
            n.removeprefix("dlnotes.nn.")
            for n in imported(FOLDER / f"{module}.py")
            if n.startswith("dlnotes.nn.")
        ]
        todo += set(names) - seen
    assert "arguments" in seen
    assert "activations" not in seen


def test_every_public_name_is_re_exported_from_the_module_that_defines_it():
    public = set()
    for module in set(MODULES) - {"arguments", "blocks", "windows"}:
        defined = importlib.import_module(f"dlnotes.nn.{module}")
        public |= set(defined.__all__)
        for name in defined.__all__:
            assert getattr(nn, name) is getattr(defined, name)
            assert getattr(nn, name).__module__ == defined.__name__
    assert set(nn.__all__) == public
    assert nn.__all__ == sorted(nn.__all__)


@pytest.mark.parametrize("name", nn.__all__)
def test_every_public_name_has_a_docstring_with_an_example(name):
    if name != "Layer":  # abstract: its children show it
        assert ">>> " in getattr(nn, name).__doc__


def test_every_function_of_x_stands_beside_its_derivative():
    for name in nn.__all__:
        if name.endswith("_grad"):
            assert name.removesuffix("_grad") in nn.__all__
