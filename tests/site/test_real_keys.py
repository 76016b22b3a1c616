"""The cache key on the project itself: one edit of the mathematics changes the keys that depend on it and no other."""

import shutil

import pytest

from dlnotes.site.project import Project
from dlnotes.site.results import build
from dlnotes.site.results import fingerprint as closure
from tests.site.conftest import ROOT


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "dlnotes", tmp_path / "dlnotes", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs/labs", tmp_path / "docs/labs", ignore=shutil.ignore_patterns("*.ipynb"))
    (tmp_path / "mkdocs.yml").write_text("")
    return Project(tmp_path)


def keys(project):
    return {(task.kind, task.slug): task.key for task in build.plan(project)}


def changed_by(project, name, old, new):
    before = keys(project)
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    after = keys(project)
    return {task for task in before if before[task] != after[task]}, set(before)


def test_a_constant_of_the_activations_reaches_what_uses_them_and_nothing_else(copy):
    changed, everything = changed_by(copy, "dlnotes/nn/activations.py", "0.044715", "0.044716")
    assert {
        ("experiments", "image-reconstruction"),
        ("figures", "relu-reconstruction"),
        ("labs", "image-reconstruction"),
    } <= changed
    assert {("experiments", "spectral-bias-1d"), ("figures", "spectral-bias-1d")} <= changed
    apart = {("experiments", "output-shape"), ("figures", "unseen-inputs"), ("figures", "four-lessons")}
    assert apart <= everything - changed


def test_a_constant_of_the_shapes_does_not_reach_the_losses(copy):
    changed, everything = changed_by(copy, "dlnotes/nn/shapes.py", "// stride", "// (stride + 0)")
    assert ("experiments", "output-shape") in changed and ("experiments", "scanning-mlp") in changed
    assert {
        ("experiments", "loss-curves"),
        ("experiments", "image-reconstruction"),
        ("figures", "l2"),
    } <= everything - changed


def test_a_word_of_a_page_reaches_nothing(copy):
    before = keys(copy)
    (copy.docs / "index.md").write_text("# Changed\n")
    assert keys(copy) == before


def test_an_edit_of_one_figure_reaches_that_figure_alone(copy):
    changed, _ = changed_by(copy, "dlnotes/figures/four_lessons.py", "0.72", "0.73")
    assert changed == {("figures", "four-lessons")}


def test_the_common_style_reaches_every_figure_and_no_experiment(copy):
    changed, everything = changed_by(
        copy, "dlnotes/figures/style.py", '"axes.linewidth": 0.8', '"axes.linewidth": 0.9'
    )
    assert {task for task in everything if task[0] == "figures"} <= changed
    assert not {kind for kind, _ in changed} & {"experiments", "claims"}


def test_another_version_of_what_draws_reaches_every_figure_and_no_experiment(copy, monkeypatch):
    one, two = ({}, {})
    for matplotlib, found in (("1", one), ("2", two)):
        monkeypatch.setattr(
            closure, "version", lambda package: matplotlib if package == "matplotlib" else "0"
        )
        found |= keys(copy)
    changed = {task for task in one if one[task] != two[task]}
    assert {task for task in one if task[0] == "figures"} <= changed
    assert not {kind for kind, _ in changed} & {"experiments", "claims", "wheels"}
