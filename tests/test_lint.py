"""What `make lint` asks, asked by `make test` too, and shown to reject."""

import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = ("ruff check", "ruff format --check", "lint-imports")


def run(command, folder):
    program, *arguments = command.split()
    program = Path(sysconfig.get_path("scripts")) / program
    found = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    return found.returncode, found.stdout + found.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_project_passes(command):
    code, said = run(command, ROOT)
    assert code == 0, said


@pytest.mark.parametrize("file", ["Makefile", ".pre-commit-config.yaml"])
def test_make_lint_and_the_hooks_of_a_commit_run_the_same_commands(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert [command for command in COMMANDS if not text.count(command)] == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "dlnotes", root / "dlnotes", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


@pytest.mark.parametrize(
    "module, imported",
    [
        ("nn/shapes", "experiments.step_size"),
        ("experiments/step_size", "figures.step_size"),
        ("figures/step_size", "claims"),
        ("figures/step_size", "site.project"),
        ("site/project", "site.sources"),
        ("site/products/product", "site.results"),
        ("site/sources/page", "site.checks"),
    ],
)
def test_an_import_upwards_is_refused(module, imported, copy):
    path = copy / f"dlnotes/{module}.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n\ndef late():\n    import dlnotes.{imported}\n", encoding="utf-8")
    code, said = run("lint-imports --no-cache", copy)
    path.write_text(text, encoding="utf-8")
    assert code == 1 and f"dlnotes.{module.replace('/', '.')} -> dlnotes.{imported}" in " ".join(said.split())


@pytest.mark.parametrize(
    "file, text, rule",
    [
        ("dlnotes/long.py", f'"""{"long " * 22}."""\n', "E501"),
        ("dlnotes/names.py", "import os\n", "F401"),
        ("dlnotes/loops.py", "late = [lambda: number for number in range(3)]\n", "B023"),
    ],
)
def test_a_long_line_and_a_likely_bug_are_refused(file, text, rule, copy):
    (copy / file).write_text(text)
    code, said = run("ruff check --no-cache", copy)
    (copy / file).unlink()
    assert code == 1 and rule in said
