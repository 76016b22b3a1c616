"""No digit on any page can be wrong and stay green: each number in each shown output is altered by one unit
of its last digit, one at a time, and the very checker that compares examples must refuse it."""

import contextlib
import doctest
import re
import unittest
from pathlib import Path

import pytest
from sybil import Document
from sybil.document import PythonDocStringDocument
from sybil.evaluators.doctest import OutputChecker
from sybil.parsers.markdown import SkipParser

from dlnotes.site.project import Project
from tests.documents import FLAGS, docstrings, evaluator, fences

ROOT = Path(__file__).parent.parent
PAGES = [*Project(ROOT).lessons(), ROOT / "README.md"]
MODULES = sorted(
    path for path in (ROOT / "dlnotes").rglob("*.py") if ">>>" in path.read_text(encoding="utf-8")
)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def altered(want):
    """Every way to change one number of some text by one unit of its last digit."""
    for found in NUMBER.finditer(want):
        last = want[found.end() - 1]
        other = str(int(last) + (1 if last < "9" else -1))
        yield want[: found.end() - 1] + other + want[found.end() :]


def outputs(path):
    """(example, what it printed) of each example of a document, run in order."""
    python = path.suffix == ".py"
    parse = PythonDocStringDocument.parse if python else Document.parse
    parsers = [docstrings] if python else [fences, SkipParser()]
    for example in parse(str(path), *parsers):
        with contextlib.suppress(unittest.SkipTest):
            example.evaluate()
        if isinstance(example.parsed, doctest.Example):
            yield example.parsed, evaluator.runner.got


def survivors(example, got):
    """The altered outputs that the checker takes for right, and how many there were."""
    shown, agree = example.want, OutputChecker().check_output
    if example.exc_msg:  # of a traceback, what it says at its end is compared
        shown, got = example.exc_msg, got[got.rindex(example.exc_msg) :]
    found = list(altered(shown))
    assert agree(shown, got, FLAGS)
    return [other for other in found if agree(other, got, FLAGS)], len(found)


def test_each_altered_digit_of_each_shown_output_is_refused(capsys):
    count, wrong = 0, []
    for path in [*PAGES, *MODULES]:
        for example, got in outputs(path):
            survived, tried = survivors(example, got)
            count += tried
            wrong += [(path.name, example.source, other) for other in survived]
    with capsys.disabled():
        print(f"\n{count} digits altered, {count - len(wrong)} refused")
    assert count > 250 and not wrong


@pytest.mark.parametrize(
    "want, count", [("0.34\n", 1), ("(0.0, -0.0)\n", 2), ("[1.5e-09, 9]\n", 3), ("nan\n", 0)]
)
def test_numbers_are_found_and_altered_in_their_last_digit(want, count):
    assert len(set(altered(want)) - {want}) == count
    assert list(altered("0.39\n")) == ["0.38\n"] and list(altered("3.41\n")) == ["3.42\n"]
