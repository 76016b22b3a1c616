"""The command: what it prints where, and its exit codes."""

import json

import pytest


def test_help_and_version_exit_zero_on_stdout(toy):
    assert "build" in toy.dlnotes("--help").stdout
    run = toy.dlnotes("--version")
    assert run.returncode == 0 and run.stdout.startswith("dlnotes ") and run.stderr == ""


def test_wrong_usage_exits_two(toy):
    assert toy.dlnotes().returncode == 2
    assert toy.dlnotes("brew").returncode == 2


def test_an_unknown_slug_exits_two_and_suggests_the_nearest(toy):
    run = toy.dlnotes("build", "bendin")
    assert run.returncode == 2
    said = "no experiment, figure or lab is called 'bendin'; nearest: bending"
    assert run.stderr.strip() == f"dlnotes: {said}"


def test_building_one_slug_runs_only_what_it_needs(toy):
    made = {(product, "sizing") for product in ("experiments", "figures", "claims")}
    assert toy.ran(lambda: toy.dlnotes("build", "sizing")) == made


def test_progress_goes_to_stderr_and_nothing_to_stdout(toy):
    run = toy.dlnotes("build")
    assert run.stdout == "" and "experiments" in run.stderr and "figures" in run.stderr


def test_no_cache_runs_again_what_is_there(built):
    stamps = {p: p.stat().st_ino for p in (built.root / ".cache").rglob("manifest.json")}
    assert built.dlnotes("build", "--no-cache").returncode == 0
    assert all(p.stat().st_ino != stamps[p] for p in stamps)


@pytest.mark.parametrize(
    "said", ["docs/deep-learning/notes.md", "deep-learning/notes", "./docs/deep-learning/notes"]
)
def test_one_page_is_checked_however_its_path_is_written(built, said):
    built.edit("docs/index.md", "```python", "```")
    run = built.dlnotes("check", said)
    assert (run.returncode, run.stdout, run.stderr) == (0, "1 page, 0 problems\n", "")


def test_every_problem_is_a_line_and_the_last_line_counts_them(built):
    built.edit("docs/index.md", "```python", "```")
    built.edit("snippets/one.py", "assert one == 1", "")
    run = built.dlnotes("check")
    *problems, count = run.stdout.splitlines()
    assert run.returncode == 1 and count == "3 pages, 2 problems"
    assert problems[0] == "docs/index.md:16: a fence names its language: text, if it is no code"
    assert problems[1] == "snippets/one.py:3: the proof stands outside the region, and there is no assert"


def test_an_unknown_page_exits_two_and_suggests_the_nearest(toy):
    run = toy.dlnotes("check", "docs/indes.md")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("dlnotes: no page is called 'docs/indes.md'; nearest: docs/index.md")


def test_before_a_build_a_check_says_what_it_cannot_see(toy):
    run = toy.dlnotes("check")
    assert run.returncode == 1 and "run `dlnotes build` first" in run.stdout.splitlines()[-2]


def test_the_project_is_found_from_a_folder_below(toy):
    assert toy.dlnotes("build", folder="docs").returncode == 0
    assert (toy.root / "docs/generated/numbers.json").is_file()


def test_outside_a_project_it_says_so(toy, tmp_path_factory):
    import os
    import subprocess
    import sys

    elsewhere = tmp_path_factory.mktemp("elsewhere")
    env = {**os.environ, "PYTHONPATH": str(toy.root)}
    run = subprocess.run(
        [sys.executable, "-m", "dlnotes", "build"], cwd=elsewhere, env=env, capture_output=True, text=True
    )
    assert run.returncode == 2 and run.stderr.startswith("dlnotes: no dlnotes project")


def test_clean_forgets_results_and_generated_files(built):
    assert built.dlnotes("clean").returncode == 0
    assert not (built.root / ".cache").exists() and not (built.root / "docs/generated").exists()


def test_generated_metadata_is_json_a_person_can_read(built):
    figures = json.loads((built.root / "docs/generated/figures.json").read_text())
    assert figures["bending"]["experiment"] == "bending"
    code = built.root / "docs/generated/source/figures/bending.py"
    assert code.read_bytes() == (built.root / "dlnotes/figures/bending.py").read_bytes()
