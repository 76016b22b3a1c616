"""The build: exactly what is stale runs, nothing is lost, nothing is half there."""

import json

import pytest


def test_a_cold_build_runs_everything_and_a_warm_one_nothing(toy):
    everything = {
        ("experiments", "bending"),
        ("experiments", "sizing"),
        ("figures", "bending"),
        ("figures", "sizing"),
        ("claims", "bending"),
        ("claims", "sizing"),
    }
    assert toy.ran(lambda: toy.dlnotes("build")) == everything
    assert toy.ran(lambda: toy.dlnotes("build")) == set()


@pytest.mark.parametrize(
    "name, old, new, reruns",
    [
        (
            "dlnotes/nn/bends.py",
            "SLOPE = 2.0",
            "SLOPE = 2.5",
            {("experiments", "bending"), ("figures", "bending"), ("claims", "bending")},
        ),
        (
            "dlnotes/nn/sizes.py",
            "n // 2",
            "(n - 1) // 2",
            {("experiments", "sizing"), ("figures", "sizing"), ("claims", "sizing")},
        ),
        (
            "dlnotes/experiments/sizing.py",
            "n: int = 9",
            "n: int = 8",
            {("experiments", "sizing"), ("figures", "sizing"), ("claims", "sizing")},
        ),
        ("dlnotes/figures/sizing.py", "[0]", "[1]", {("figures", "sizing")}),
        ("dlnotes/figures/sizing.py", "A bar.", "Another caption.", set()),
        ("dlnotes/nn/bends.py", "Twice.", "Two times.", set()),
        ("dlnotes/claims/bending.py", "bent.min() > 0.1", "bent.min() > 0.2", {("claims", "bending")}),
        ("dlnotes/claims/sizing.py", "What is claimed", "What we claim", set()),
        ("docs/deep-learning/notes.md", "every line bends", "all lines bend", set()),
        ("docs/index.md", "Half is", "One half is", set()),
        ("snippets/one.py", "assert", "# proof\nassert", set()),
    ],
)
def test_an_edit_reruns_what_depends_on_it_and_nothing_else(built, name, old, new, reruns):
    built.edit(name, old, new)
    assert built.ran(lambda: built.dlnotes("build")) == reruns
    built.edit(name, new, old)
    assert built.ran(lambda: built.dlnotes("build")) == set()  # undoing an edit costs nothing


def test_results_reach_the_pages(built):
    numbers = json.loads((built.root / "docs/generated/numbers.json").read_text())
    assert numbers["sizing"] == {"half": 4, "tiny": 3.8e-9, "none": 0.0}
    assert (built.root / "docs/generated/figures/bending.svg").is_file()


def test_a_caption_follows_its_docstring_without_a_new_drawing(built):
    built.edit("dlnotes/figures/sizing.py", "A bar.", "Another caption.")
    built.dlnotes("build")
    assert (
        json.loads((built.root / "docs/generated/figures.json").read_text())["sizing"]["caption"]
        == "Another caption."
    )


def test_what_no_slug_stands_for_any_more_is_removed(built):
    (built.root / "dlnotes/figures/sizing.py").unlink()
    built.edit("docs/index.md", "![A bar](generated/figures/sizing.svg)", "")
    built.edit("docs/deep-learning/notes.md", "    figure: sizing\n", "")
    assert built.dlnotes("build").returncode == 0
    assert not (built.root / "docs/generated/figures/sizing.svg").exists()


def test_publishing_again_touches_no_file(built):
    stamps = {p: p.stat().st_mtime_ns for p in (built.root / "docs").rglob("*")}
    built.dlnotes("build")
    assert {p: p.stat().st_mtime_ns for p in (built.root / "docs").rglob("*")} == stamps


def test_a_failing_experiment_is_named_is_not_cached_and_loses_nobodys_work(toy):
    toy.edit("dlnotes/nn/sizes.py", "return n // 2", "raise ArithmeticError('no halves today')")
    run = toy.dlnotes("build")
    assert run.returncode == 1
    assert (
        run.stderr.strip().splitlines()[-1]
        == "dlnotes: experiment sizing failed: ArithmeticError: no halves today"
    )
    kept = {("experiments", "bending"), ("figures", "bending"), ("claims", "bending")}
    assert {entry[:2] for entry in toy.entries()} == kept
    toy.edit("dlnotes/nn/sizes.py", "raise ArithmeticError('no halves today')", "return n // 2")
    assert toy.ran(lambda: toy.dlnotes("build")) == {
        ("experiments", "sizing"),
        ("figures", "sizing"),
        ("claims", "sizing"),
    }


def test_one_failing_case_fails_its_experiment(toy):
    toy.edit(
        "dlnotes/experiments/bending.py",
        "    return bend(",
        "    assert case == 0, f'seed {case}'\n    return bend(",
    )
    run = toy.dlnotes("build")
    assert run.returncode == 1 and "experiment bending failed: AssertionError: seed 1" in run.stderr


@pytest.mark.parametrize(
    "old, new, said",
    [
        (
            'ax.bar([0], [result["half"]])',
            'ax.bar([0], [result["whole"]])',
            "figure sizing failed: KeyError: 'whole'",
        ),
        (
            '    """A bar."""\n',
            "",
            "dlnotes/figures/sizing.py: a figure needs a function draw(ax, result) whose docstring is its caption",
        ),
        (
            'EXPERIMENT = "sizing"',
            'EXPERIMENT = "sizeing"',
            "dlnotes/figures/sizing.py: no experiment is called 'sizeing'; nearest: sizing",
        ),
        ("ax.bar(", 'ax.set_title("small", fontsize=6)\n    ax.bar(', "text 'small' is 6.0 pt, below 8.5"),
        ("ax.bar(", "ax.figure.set_figwidth(9)\n    ax.bar(", "9.0 in is wider than 4.6 in"),
    ],
)
def test_a_figure_that_cannot_be_shown_stops_the_build_and_says_why(toy, old, new, said):
    toy.edit("dlnotes/figures/sizing.py", old, new)
    run = toy.dlnotes("build")
    assert run.returncode in (1, 2) and said in run.stderr


def test_the_same_figure_is_drawn_to_the_same_bytes(built):
    svg = built.root / "docs/generated/figures/bending.svg"
    first = svg.read_bytes()
    built.dlnotes("build", "--no-cache")
    assert svg.read_bytes() == first


def test_a_killed_build_leaves_no_entry(toy):
    toy.edit(
        "dlnotes/nn/sizes.py", "return n // 2", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert toy.dlnotes("build").returncode != 0
    assert not (toy.root / ".cache/experiments/sizing").exists() or not list(
        (toy.root / ".cache/experiments/sizing").iterdir()
    )
