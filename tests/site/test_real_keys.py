"""The cache key on the project itself: one edit of the mathematics changes the keys that depend on it and
no other."""

import shutil

import pytest

from dlnotes.site.project import Project
from dlnotes.site.results import fingerprint
from dlnotes.site.results.plan import plan
from tests.site.conftest import ROOT


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "dlnotes", tmp_path / "dlnotes", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs/labs", tmp_path / "docs/labs", ignore=shutil.ignore_patterns("*.ipynb"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "mkdocs.yml").write_text("")
    return Project(tmp_path)


def keys(project):
    return {(task.product, task.slug): task.key for task in plan(project)}


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
    apart = {("experiments", "output-shape"), ("figures", "window-placement"), ("figures", "four-lessons")}
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
    assert changed == {("figures", "four-lessons"), ("wheels", "dlnotes")}


def test_the_common_style_reaches_every_figure_and_no_experiment(copy):
    changed, everything = changed_by(
        copy, "dlnotes/figures/style.py", '"axes.linewidth": 0.8', '"axes.linewidth": 0.9'
    )
    assert {task for task in everything if task[0] == "figures"} <= changed
    assert not {kind for kind, _ in changed} & {"experiments", "claims"}


def test_another_version_of_what_draws_reaches_figures_and_labs_and_no_experiment(copy, monkeypatch):
    before, version = keys(copy), fingerprint.version
    monkeypatch.setattr(fingerprint, "version", lambda name: "0" if name == "matplotlib" else version(name))
    after = keys(copy)
    changed = {task for task in before if before[task] != after[task]}
    assert {task for task in before if task[0] == "figures"} <= changed
    assert not {product for product, _ in changed} & {"experiments", "claims", "wheels", "notebooks"}


DOWN = {"experiments", "figures", "claims"}  # what is drawn on a result goes with it


@pytest.mark.parametrize(
    "name, old, new, products",
    [
        ("products/experiments.py", "indent=1, sort_keys=True", "indent=2, sort_keys=True", DOWN),
        ("products/experiments.py", 'in "iuf"', 'in "iufc"', DOWN),
        ("products/experiments.py", "round(sum(seconds), 2)", "round(sum(seconds), 3)", DOWN),
        ("products/figures.py", "figure.svg", "drawing.svg", {"figures"}),
        ("products/svg.py", '"svg.fonttype": "none"', '"svg.fonttype": "path"', {"figures", "labs"}),
        ("products/frames.py", "ensure_ascii=False", "ensure_ascii=True", {"figures"}),
        ("products/csv_table.py", ":.6g", ":.7g", {"figures"}),
        ("products/claims.py", "if not evidence.ours", "if evidence.ours is False", {"claims"}),
        ("products/kernel.py", "TIMEOUT = 600", "TIMEOUT = 601", {"labs"}),
        ("products/labs.py", "which differs from run", "that differs from run", {"labs"}),
        ("products/notebooks.py", ": the examples", ": its examples", {"notebooks"}),
        ("products/wheel.py", "EPOCH = 315532800", "EPOCH = 315532801", {"wheels"}),
        ("results/build.py", "_DUE = ", "_DUE = 1 and ", set()),
        ("results/publish.py", "indent=1", "indent=2", set()),
        ("published.py", "def of(", "def of_(", set()),
    ],
)
def test_an_edit_of_the_code_that_makes_a_thing_makes_it_stale_and_nothing_else(
    copy, name, old, new, products
):
    """All of a product, or nothing of it; the wheel holds this very code, and goes with every edit."""
    changed, everything = changed_by(copy, f"dlnotes/site/{name}", old, new)
    expected = {task for task in everything if task[0] in products}
    upstream = {task for task in everything if task[0] == "figures" and not draws_on_a_result(copy, task[1])}
    expected -= upstream if products == DOWN else set()
    assert changed == expected | {("wheels", "dlnotes")}


def draws_on_a_result(project, figure):
    return "EXPERIMENT = " in project.figures()[figure].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name, old, stale",
    [
        ("dlnotes/experiments/output_shape.py", "def run(", set()),
        ("dlnotes/figures/l2.py", "def draw(", set()),
        ("dlnotes/nn/shapes.py", "def conv_output_size(", set()),
        ("docs/labs/descent.py", "import numpy", {("labs", "descent")}),
        ("snippets/l2.py", "y, d = ", {("snippets", "snippets/l2"), ("notebooks", "page")}),
    ],
)
def test_a_comment_makes_stale_only_what_contains_its_text(copy, name, old, stale):
    shutil.copytree(ROOT / "snippets", copy.root / "snippets")
    (copy.docs / "page.md").write_text('# Page\n\n```python\n--8<-- "l2.py:l2"\n```\n')
    changed, _ = changed_by(copy, name, old, f"# a comment\n{old}")
    assert changed - {("wheels", "dlnotes")} == stale
