"""Keys on the project itself: a Config reaches one experiment, and what draws on its result."""

import ast
import re
import shutil
from pathlib import Path

import pytest

from dlnotes.site.project import Project
from dlnotes.site.results.plan import plan

ROOT = Path(__file__).parents[2]
EXPERIMENTS = Project(ROOT).experiments()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "dlnotes", root / "dlnotes", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs/labs", root / "docs/labs", ignore=shutil.ignore_patterns("*.ipynb"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, root / name)
    (root / "mkdocs.yml").write_text("")
    return Project(root)


@pytest.fixture(scope="module")
def keys(copy):
    return keys_of(copy)


def keys_of(project):
    return {(task.product, task.slug): task.key for task in plan(project)}


def other_default(text):
    """The module with another default of the first field of its Config; it is read, never run."""
    config = next(node for node in ast.parse(text).body if getattr(node, "name", "") == "Config")
    field = next(node for node in config.body if isinstance(node, ast.AnnAssign))
    return text.replace(ast.get_source_segment(text, field), f"{field.target.id}: object = None", 1)


def draws_on(slug, figure):
    return f'EXPERIMENT = "{slug}"' in figure.read_text(encoding="utf-8")


def runs(stem, lab):
    """A lab may run an experiment again; what it only borrows stands in a module that has no Config."""
    imported = rf"^from dlnotes\.experiments import .*\b{stem}\b|^from dlnotes\.experiments\.{stem} import"
    return re.search(imported, lab.read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("slug", EXPERIMENTS)
def test_a_default_of_a_config_reaches_its_experiment_and_what_draws_on_it(slug, copy, keys):
    path = copy.experiments()[slug]
    before = path.read_text(encoding="utf-8")
    path.write_text(other_default(before), encoding="utf-8")
    changed = {task for task, key in keys_of(copy).items() if key != keys[task]}
    path.write_text(before, encoding="utf-8")
    figures = {name for name, file in copy.figures().items() if draws_on(slug, file)}
    labs = {name for name, file in copy.labs().items() if runs(path.stem, file)}
    assert {name for kind, name in changed if kind == "experiments"} == {slug}
    assert {name for kind, name in changed if kind == "figures"} == figures
    assert {name for kind, name in changed if kind == "labs"} == labs


def test_another_default_is_another_default():
    text = 'X = 3\n\n\nclass Config:\n    """3"""\n\n    x: int = 3  # ε\n    y: int = 3\n'
    assert other_default(text) == text.replace("x: int = 3", "x: object = None")
