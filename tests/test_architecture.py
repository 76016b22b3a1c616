"""House rules that import-linter cannot say: what comes from outside, and that importing does no work."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCKS = "requirements.lock", "requirements-test.lock"
MAY_IMPORT = {
    "nn": {"numpy"},
    "experiments": {"numpy"},
    "claims": {"numpy"},
    "figures": {"numpy", "matplotlib"},
    "site/browser": set(),  # what a page runs before it has loaded anything
}
MODULES = {
    path.relative_to(ROOT).as_posix(): floor
    for floor in MAY_IMPORT
    for path in sorted((ROOT / "dlnotes" / floor).rglob("*.py"))
}
BELOW_THE_SITE = [module for module, floor in MODULES.items() if floor != "site/browser"]


def run(code):
    """What Python says when it runs this in the project's root."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def tree_of(module):
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imported(tree):
    """The top of every module that is imported, wherever the import stands; our own are import-linter's."""
    found = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    found += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in found}


@pytest.mark.parametrize("module", MODULES)
def test_a_floor_imports_from_outside_what_it_may(module):
    outside = imported(tree_of(module)) - sys.stdlib_module_names - {"dlnotes"}
    assert outside <= MAY_IMPORT[MODULES[module]]


def test_an_import_from_outside_is_seen_wherever_it_stands():
    text = "import json, yaml as y\n\n\ndef late():\n    from scipy.special import erf\n"
    assert imported(ast.parse(text)) == {"json", "yaml", "scipy"}


def touches_files(tree):
    """Calls and modules by which code below `site` could know the file system or a page."""
    names = [
        node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "id")
    ]
    knowing = {"os", "pathlib", "io", "shutil", "tempfile", "subprocess", "markdown", "mkdocs"}
    return ({"open", "print", "input", "exec", "eval"} & set(names)) | (knowing & imported(tree))


@pytest.mark.parametrize("module", BELOW_THE_SITE)
def test_below_the_site_nothing_knows_files_or_pages(module):
    assert touches_files(tree_of(module)) == set()


def test_the_file_rule_rejects():
    assert touches_files(ast.parse("from pathlib import Path\nopen('x')")) == {"pathlib", "open"}


def works_at_import(tree):
    """Statements of a module that are neither imports, definitions, constants nor its docstring."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    docstring = lambda node: isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return [type(node).__name__ for node in tree.body if not (isinstance(node, kinds) or docstring(node))]


@pytest.mark.parametrize("module", BELOW_THE_SITE)
def test_no_module_works_when_it_is_imported(module):
    assert works_at_import(tree_of(module)) == []


def test_the_rule_about_imports_rejects_a_loop_and_a_call():
    assert works_at_import(ast.parse('"""Said."""\nfor i in range(3):\n    i\ntrain()')) == ["For", "Expr"]


def test_importing_every_floor_is_quick_and_quiet():
    modules = [
        module.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for module in BELOW_THE_SITE
    ]
    found = run(f"import importlib\nfor module in {modules}: importlib.import_module(module)")
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_finding_out_that_nothing_is_stale_imports_no_numpy():
    assert run("import sys; from dlnotes.site import hook; sys.exit('numpy' in sys.modules)").returncode == 0


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_with_hashes_and_names_no_registry(name):
    lock = (ROOT / name).read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock)
    hashed = re.findall(r"^[a-z0-9].*\n(?:.*\\\n)*    --hash=sha256:", lock, re.M)
    assert len(pins(lock)) == len(hashed) > 30
    assert name != "requirements.lock" or re.search(r"^mkdocs==1\.", lock, re.M)


def pins(lock):
    """(name, version) of everything that a lock installs on some platform."""
    return re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", lock, re.M)


def differing(site, tests):
    """What two locks both install, in other versions."""
    site, tests = set(pins(site)), set(pins(tests))
    names = {name for name, _ in site} & {name for name, _ in tests}
    return {pin for pin in tests - site if pin[0] in names}


def test_the_lock_of_the_tests_agrees_with_that_of_the_site():
    assert differing(*((ROOT / name).read_text() for name in LOCKS)) == set()
    site = "click==8.1 \\\nnumpy==2.4 ; python_version < '3.12' \\\nnumpy==2.5 \\\n"
    assert differing(site, "click==8.2 \\\nnumpy==2.4 \\\nuv==1 \\\n") == {("click", "8.2")}


def test_the_site_installs_nothing_that_only_tests_need():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    site, tests = ({name for name, _ in pins((ROOT / name).read_text())} for name in LOCKS)
    wanted = {Requirement(line).name: extra for extra in extras for line in extras[extra]}
    assert {name for name in wanted if name in site} == {n for n in wanted if wanted[n] == "site"}
    assert {n for n in wanted if wanted[n] in ("test", "dask", "lint", "lock")} <= tests
