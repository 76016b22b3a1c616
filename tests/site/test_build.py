"""The build: exactly what is stale runs, nothing is lost, nothing is half there."""

import json
import os
import pathlib
import signal
import subprocess
import time

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
    *_, said, count = run.stderr.strip().splitlines()
    assert said == "dlnotes/experiments/sizing.py:9: ArithmeticError: no halves today"
    assert count == "dlnotes: 1 problem" and "Traceback" not in run.stderr
    kept = {("experiments", "bending"), ("figures", "bending"), ("claims", "bending")}
    assert {e[:2] for e in toy.entries() if e[0] not in ("snippets", "notebooks")} == kept
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
    assert run.returncode == 1 and "AssertionError: seed 1" in run.stderr


@pytest.mark.parametrize(
    "old, new, said",
    [
        (
            'ax.bar([0], [result["half"]])',
            'ax.bar([0], [result["whole"]])',
            "dlnotes/figures/sizing.py:5: KeyError: 'whole'",
        ),
        (
            '    """A bar."""\n',
            "",
            "dlnotes/figures/sizing.py:3: a figure needs a function draw(ax, result) whose docstring is",
        ),
        (
            'EXPERIMENT = "sizing"',
            'EXPERIMENT = "sizeing"',
            "dlnotes/figures/sizing.py:1: no experiment is called 'sizeing'; nearest: sizing",
        ),
        ("ax.bar(", 'ax.set_title("small", fontsize=6)\n    ax.bar(', "text 'small' is 6.0 pt, below 10"),
        ("ax.bar(", "ax.figure.set_figwidth(9)\n    ax.bar(", "9.0 in is wider than 4.6 in"),
    ],
)
def test_a_figure_that_cannot_be_shown_stops_the_build_and_says_why(built, old, new, said):
    built.edit("dlnotes/figures/sizing.py", old, new)
    run = built.dlnotes("build")
    assert run.returncode == 1 and said in run.stderr


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
    assert ("experiments", "sizing") not in {entry[:2] for entry in toy.entries()}


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def a_folder(path, data):
    path.unlink()
    path.mkdir()
    (path / "inside").write_bytes(data)


DAMAGE = {
    "emptied": lambda path, data: path.write_bytes(b""),
    "truncated": lambda path, data: path.write_bytes(data[: len(data) // 2]),
    "a bit flipped": lambda path, data: path.write_bytes(bytes([data[0] ^ 1]) + data[1:]),
    "no text": lambda path, data: path.write_bytes(b"\xff\xfe" + data),
    "missing": lambda path, data: path.unlink(),
    "a folder": a_folder,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("place", [".cache", "docs/generated"])
def test_every_file_that_is_damaged_is_made_anew_without_a_word(built, place, damage):
    before, published = files(built.root / place), files(built.root / "docs/generated")
    for path, data in before.items():
        if data:
            damage(path, data)
    run = built.dlnotes("build")
    assert run.returncode == 0 and "Traceback" not in run.stderr
    assert files(built.root / "docs/generated") == published
    assert {p for p in files(built.root / place) if p.name != "inside"} >= before.keys()
    assert built.dlnotes("build").stderr == ""  # nothing is stale any more


@pytest.mark.parametrize("name", ["figures/bending.svg", "numbers.json", "notebooks/index.ipynb"])
def test_a_damaged_entry_is_never_published(built, name):
    """What is in the cache is looked at before it is copied, also when nothing seems to be stale."""
    right = (built.root / "docs/generated" / name).read_bytes()
    for entry in (built.root / ".cache").rglob("*"):
        if entry.is_file() and entry.read_bytes() == right:
            entry.write_bytes(b"")
    assert built.mkdocs().returncode == 0
    assert (built.root / "docs/generated" / name).read_bytes() == right


def slow(toy):
    """An experiment that takes a minute, and says in which process."""
    toy.edit(
        "dlnotes/nn/sizes.py",
        "return n // 2",
        "import os, pathlib, time\n    pathlib.Path('pid').write_text(str(os.getpid()))\n"
        "    time.sleep(60)\n    return 4",
    )


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def within(seconds, what):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.05)
    assert what()


@pytest.mark.skipif(
    not pathlib.Path("/proc/self/stat").exists(), reason="reads processes as Linux shows them"
)
@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_server_that_ends_ends_the_build_that_it_started_and_the_next_sweeps(
    toy, ended_by, tmp_path_factory
):
    slow(toy)
    temporary = tmp_path_factory.mktemp("temporary")
    server = toy.serve(temporary, subprocess.DEVNULL)
    pid = toy.root / "pid"
    within(60, lambda: pid.exists() and pid.read_text())
    server.send_signal(ended_by)
    server.wait(20)
    within(20, lambda: not alive(int(pid.read_text())))
    (temporary / "dlnotes-lab-left").mkdir()  # as a killed lab leaves one
    (toy.root / ".cache/.draft-left").mkdir()
    toy.edit("dlnotes/nn/sizes.py", "time.sleep(60)", "")
    run = toy.dlnotes("build", TMPDIR=str(temporary))
    assert run.returncode == 0, run.stderr
    assert not [*temporary.glob("dlnotes-*"), *(toy.root / ".cache").rglob(".draft-*")]
