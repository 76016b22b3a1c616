"""The tests notice mutants of the mathematics and of the rules: some in each run, all in `make long`."""

import os

import pytest

from tests.long import mutants

LONG = "DLNOTES_LONG" in os.environ
SOME = 8


def run_apart(found):
    """The survivors, found in a process that has loaded nothing of the project."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "tests.long.mutants", *found]
    return subprocess.run(command, cwd=mutants.ROOT, capture_output=True, text=True)


def test_every_mutant_of_the_sample_is_noticed_or_listed():
    run = run_apart([] if LONG else ["--sample", str(SOME)])
    assert run.returncode == 0 and (LONG or "survives" not in run.stdout), run.stdout + run.stderr


def test_what_is_listed_still_exists_and_has_its_reason():
    existing = {str(mutant) for mutant in mutants.sample(mutants.FOLDERS)}
    for mutant, reason in mutants.listed().items():
        assert mutant in existing, f"no such mutant any more: {mutant}"
        assert len(reason.split()) >= 3, f"why can no test notice {mutant}?"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A tiny project with a module and one test of it."""
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    monkeypatch.setattr(mutants, "FOLDERS", {"small": ["test_sign.py"]})
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "small").mkdir()
    (tmp_path / "small/__init__.py").touch()
    (tmp_path / "small/sign.py").write_text("def is_positive(x):\n    return x > 0\n")
    return tmp_path


@pytest.mark.parametrize(
    "test, left",
    [
        ("assert is_positive(2) and not is_positive(0) and not is_positive(-1)", 1),  # x > 1 is not noticed
        ("assert is_positive(0.5) and not is_positive(0) and not is_positive(-1)", 0),
        ("assert is_positive(2)", 2),
        ("assert True", 3),
    ],
)
def test_a_weak_test_leaves_survivors(folder, test, left):
    (folder / "test_sign.py").write_text(f"from small.sign import is_positive\n\ndef test():\n    {test}\n")
    found = list(mutants.mutants(folder / "small/sign.py"))
    assert sorted(mutant.after for mutant in found) == ["return", "return x > 1", "return x >= 0"]
    known = mutants.apart(lambda: mutants.reached("small"))
    assert sum(not mutants.is_noticed(each, mutants.tests_of(each, known)) for each in found) == left


def test_tests_that_fail_anyway_are_told(folder):
    (folder / "test_sign.py").write_text("def test():\n    assert False\n")
    with pytest.raises(SystemExit, match="without any mutant"):
        mutants.survivors(list(mutants.mutants(folder / "small/sign.py")))
