"""The house rules: imports run downwards only, and importing does no work."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(p for p in (ROOT / "dlnotes").rglob("*.py") if len(p.relative_to(ROOT).parts) > 2)
# floor → floors of dlnotes it may import; outside packages it may import (None: any)
RULES = {
    "nn": ({"nn"}, {"numpy"}),
    "experiments": ({"experiments", "nn"}, {"numpy"}),
    "claims": ({"claims", "experiments", "nn"}, {"numpy"}),
    "figures": ({"figures", "experiments", "nn"}, {"numpy", "matplotlib"}),
    "site": ({"site", "claims", "figures", "experiments", "nn"}, None),
}


def imports(tree, floor):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"dlnotes.{floor}.{node.module or ''}" if node.level else node.module


def violations(text, floor):
    inside, outside = RULES[floor]
    for name in imports(ast.parse(text), floor):
        top, *rest = name.split(".")
        if top == "dlnotes" and rest and rest[0] not in inside:
            yield name
        elif top != "dlnotes" and outside is not None and top not in outside | set(sys.stdlib_module_names):
            yield name


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_run_downwards_only(module):
    floor = module.relative_to(ROOT / "dlnotes").parts[0]
    assert list(violations(module.read_text(encoding="utf-8"), floor)) == []


@pytest.mark.parametrize(
    "floor, text",
    [
        ("nn", "import scipy"),
        ("nn", "from dlnotes.experiments import x"),
        ("experiments", "import matplotlib"),
        ("figures", "from dlnotes.claims import x"),
        ("claims", "def f():\n    from dlnotes.site import svg"),
    ],
)
def test_the_rule_rejects(floor, text):
    assert len(list(violations(text, floor))) == 1


def touches_files(text):
    """Calls and modules by which code below `site` could know the file system."""
    tree = ast.parse(text)
    calls = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    modules = {name.split(".")[0] for name in imports(tree, "nn")}
    return (calls & {"open", "print", "input", "exec", "eval"}) | (
        modules & {"os", "pathlib", "io", "shutil", "tempfile", "subprocess", "markdown", "mkdocs"}
    )


@pytest.mark.parametrize(
    "module", [m for m in MODULES if "site" not in m.parts], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_below_the_site_nothing_knows_files_or_pages(module):
    assert touches_files(module.read_text(encoding="utf-8")) == set()


def test_the_file_rule_rejects():
    assert touches_files("from pathlib import Path\nopen('x')") == {"pathlib", "open"}


@pytest.mark.parametrize(
    "module", [m for m in MODULES if "site" not in m.parts], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_no_module_computes_at_import_time(module):
    """At module level stand imports, definitions, constants; no loop, no call of anything that trains or draws."""
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.Expr)
    body = ast.parse(module.read_text(encoding="utf-8")).body
    assert [type(node).__name__ for node in body if not isinstance(node, allowed)] == []
    assert all(isinstance(node.value, ast.Constant) for node in body if isinstance(node, ast.Expr))


def test_importing_every_floor_is_quick_and_quiet():
    names = [
        m.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for m in MODULES
        if "site" not in m.parts
    ]
    code = "import importlib\nfor name in %r: importlib.import_module(name.removesuffix('.__init__'))" % names
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_finding_out_that_nothing_is_stale_imports_no_numpy():
    code = "import sys; from dlnotes.site import hook; sys.exit('numpy' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60
        ).returncode
        == 0
    )


def test_the_lock_pins_with_hashes_and_names_no_registry():
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock)
    pins = re.findall(r"^[a-z0-9][\w.-]*==", lock, re.M)
    assert len(pins) > 50 and len(
        re.findall(r"^[a-z0-9].*\n(?:.*\\\n)*    --hash=sha256:", lock, re.M)
    ) == len(pins)
    assert re.search(r"^mkdocs==1\.", lock, re.M)
