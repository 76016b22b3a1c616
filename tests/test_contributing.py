"""The example of docs/contributing.md, written into a copy of the project, builds and passes the gate."""

import json
import re

import pytest

from tests.project_copy import ROOT, Copy

FILE = re.compile(r'^(?P<mark>`{3,})\w+ title="(?P<name>[^"]+)"\n(?P<text>.*?)^(?P=mark)\n', re.M | re.S)
PAGE = (ROOT / "docs/contributing.md").read_text(encoding="utf-8")
FILES = {
    found["name"]: found["text"].replace(";--8<--", "--8<--") for found in FILE.finditer(PAGE)
}  # escaped


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    copy = Copy(tmp_path_factory.mktemp("example"))
    for name, text in FILES.items():
        copy.write(name, text)
    copy.edit(
        "mkdocs.yml",
        "      - Lessons Learnt 1:",
        "      - deep-learning/quiet-units.md\n      - Lessons Learnt 1:",
    )
    run = copy.run("mkdocs", "build", "--strict")
    assert run.returncode == 0, run.stdout + run.stderr
    return copy


def test_the_example_is_a_page_a_snippet_an_experiment_a_figure_and_a_check():
    folders = {"docs/deep-learning", "snippets", "dlnotes/experiments", "dlnotes/figures", "dlnotes/claims"}
    assert {name.rpartition("/")[0] for name in FILES} == folders
    assert {name.rpartition("/")[2].partition(".")[0].replace("-", "_") for name in FILES} == {"quiet_units"}


def test_the_gate_says_yes_to_it(copy):
    run = copy.run("dlnotes", "check", "docs/deep-learning/quiet-units.md")
    assert run.returncode == 0, run.stdout + run.stderr


def test_its_code_runs_and_prints_what_it_shows(copy):
    run = copy.run(
        "pytest", "docs/deep-learning/quiet-units.md", "snippets/quiet_units.py", "-p", "no:cacheprovider"
    )
    assert run.returncode == 0 and "3 passed" in run.stdout, run.stdout


def test_its_claim_is_decided_and_stands_on_the_page_with_its_numbers(copy):
    claim = json.loads((copy.root / "docs/generated/claims.json").read_text())["half-is-quiet"]
    assert claim["verdict"] == "holds with conditions" and claim["page"] == "deep-learning/quiet-units.md"
    page = (copy.root / "site/deep-learning/quiet-units.html").read_text(encoding="utf-8")
    for number in claim["numbers"].values():
        assert f">{number:.3f}</span>" in page
    assert "<x-fig" in page and 'class="dl-claim"' in page


def test_nothing_that_was_there_is_made_again(copy):
    run = copy.run("dlnotes", "build")
    assert run.returncode == 0 and run.stderr == ""


@pytest.mark.parametrize("name", FILES)
def test_the_lines_of_its_files_are_short(name):
    limit = 72 if name.startswith("snippets/") else 110
    assert [line for line in FILES[name].splitlines() if len(line) > limit] == []
