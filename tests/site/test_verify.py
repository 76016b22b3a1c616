"""`dlnotes verify` and `dlnotes list`: run again from scratch, print the same numbers, fail when a
verdict no longer follows."""

import json

import pytest

from tests.site.conftest import new_toy


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A toy project, built; these tests leave it as it is."""
    toy = new_toy(tmp_path_factory.mktemp("toy"))
    assert toy.dlnotes("build").returncode == 0
    return toy


def test_verify_prints_the_numbers_of_the_card(ready):
    run = ready.dlnotes("verify", "half")
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        "half: corrected",
        "    it is 4, *rounded down*; see [the code](index.md#code).",
        "    the note's statement is false for of nine",
        "    whole = 4",
    ]


def test_verify_decides_every_claim_and_says_the_same_as_the_pages(ready):
    reports = json.loads(ready.dlnotes("verify", "--json").stdout)
    published = json.loads((ready.root / "docs/generated/claims.json").read_text())
    assert [report["slug"] for report in reports] == ["half", "bends", "told"]
    for report in reports:
        for part in ("verdict", "numbers", "conditions"):
            assert report[part] == published[report["slug"]][part]
        assert report["statement"] == published[report["slug"]]["plain"] and report["problem"] == ""


def test_verify_runs_the_experiments_and_leaves_the_cache_alone(ready):
    run = ready.dlnotes("verify")
    assert "experiments: 100%" in run.stderr and "3/3" in run.stderr
    assert ready.ran(lambda: ready.dlnotes("verify")) == set()


def test_verify_works_from_an_empty_cache_and_an_unbuilt_site(toy):
    run = toy.dlnotes("verify")
    assert run.returncode == 0, run.stderr
    assert "it is 4," in run.stdout and run.stdout.count("holds") >= 2


def test_a_number_of_an_experiment_that_neither_ran_nor_was_built_is_left_open(toy):
    toy.edit(
        "docs/deep-learning/notes.md",
        "by [[bends.least:.2f]]",
        "beside [[sizing.half:d]], by [[bends.least:.2f]]",
    )
    run = toy.dlnotes("verify", "bends")
    assert run.returncode == 0 and "beside [[sizing.half:d]], by 1.28 at least" in run.stdout


@pytest.mark.parametrize(
    "name, old, new, said",
    [
        ("dlnotes/nn/sizes.py", "n // 2", "n // 3", "what we say no longer follows: whole = 3"),
        ("dlnotes/nn/sizes.py", "n // 2", "n // 0", "dlnotes/experiments/sizing.py:9: ZeroDivisionError"),
        (
            "dlnotes/claims/sizing.py",
            "half == 4.5",
            "half == 4",
            "the verdict was 'corrected' and is now 'holds'",
        ),
        ("dlnotes/claims/sizing.py", "half == 4)", "half < 9)", "the check passes on the wrong version"),
        (
            "dlnotes/claims/sizing.py",
            "half = result['half']",
            "half = result['halve']",
            "dlnotes/claims/sizing.py:5: claim half: KeyError: 'halve'",
        ),
    ],
)
def test_verify_fails_when_a_verdict_no_longer_follows(built, name, old, new, said):
    built.edit(name, old, new)
    run = built.dlnotes("verify")
    assert run.returncode == 1
    assert (
        "half: FAILED" in run.stdout and said in run.stdout and "bends: holds with conditions" in run.stdout
    )  # the others are still told
    assert (
        json.loads(built.dlnotes("verify", "half", "--json").stdout)[0]["problem"].endswith(said)
        or said in run.stdout
    )


def test_an_unknown_claim_exits_two_and_suggests_the_nearest(ready):
    run = ready.dlnotes("verify", "bend")
    assert run.returncode == 2 and run.stdout == ""
    assert run.stderr.strip() == "dlnotes: no claim is called 'bend'; nearest: bends"


def test_list_prints_slug_tab_verdict_and_nothing_else(ready):
    run = ready.dlnotes("list")
    assert (
        run.returncode == 0 and run.stdout == "half\tcorrected\nbends\tholds with conditions\ntold\tholds\n"
    )


def test_list_shows_costs_when_asked(ready):
    lines = [line.split("\t") for line in ready.dlnotes("list", "--cost").stdout.splitlines()]
    assert [len(line) for line in lines] == [3, 3, 3] and lines[0][2].endswith(" s") and lines[2][2] == "-"


def test_list_prints_json(ready):
    rows = json.loads(ready.dlnotes("list", "--json").stdout)
    assert rows[2] == {
        "slug": "told",
        "verdict": "holds",
        "lesson": "deep-learning/notes",
        "kind": "citation",
        "seconds": None,
    }


def test_list_before_a_build_says_what_to_do(toy):
    run = toy.dlnotes("list")
    assert (
        run.returncode == 1 and run.stderr == "dlnotes: nothing is decided yet: run `dlnotes build` first\n"
    )
