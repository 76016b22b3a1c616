"""What Python does on a click on Run, natively: the pages' examples, echoes, tracebacks, checkers, floods."""

import subprocess
import sys
from pathlib import Path

import pytest
from sybil.evaluators.doctest import OutputChecker

from dlnotes.site.browser import runner
from dlnotes.site.project import Project
from dlnotes.site.sources import exercises
from dlnotes.site.sources.examples import examples
from tests.documents import FLAGS

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT)


def told(code, above=(), checking=False, **block):
    """(whether it ended well, kind → text) of a run; what it is at, meanwhile, is left out."""
    empty = {"before": "", "after": "", "checker": "", "file": ""}
    found = {}
    ended = runner.run(
        {
            "block": {**empty, **block, "code": code},
            "above": [{**empty, **part} for part in above],
            "checking": checking,
        },
        lambda kind, text: found.update({kind: found.get(kind, "") + text}),
    )
    del found["state"]
    return ended, found


def blocks_of(page):
    found = [e for e in examples(page.read_text(encoding="utf-8"), ROOT / "snippets") if e.runs]
    return [
        {
            "before": e.before,
            "code": e.code,
            "after": e.after,
            "file": e.file,
            "label": f"block {n}",
            "wanted": "".join(e.wanted),
        }
        for n, e in enumerate(found, 1)
    ]


@pytest.mark.parametrize(
    "page", [p for p in PROJECT.lessons() if blocks_of(p)], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_every_block_of_a_page_prints_what_the_page_says(page):
    blocks, checker = blocks_of(page), OutputChecker()
    for number, block in enumerate(blocks):
        ended, found = told(
            block["code"],
            above=blocks[:number],
            before=block["before"],
            after=block["after"],
            file=block["file"],
        )
        assert ended, (block["label"], found)
        if block["wanted"]:
            assert checker.check_output(block["wanted"], found.get("printed", ""), FLAGS), (
                block["wanted"],
                found,
            )
        else:
            assert "does not hold" not in found.get("note", ""), found


def test_a_bare_expression_is_echoed_and_none_is_not():
    assert told("x = 3\nx * 2\nNone\nfor i in range(2):\n    i\n'a'\n") == (
        True,
        {"printed": "6\n0\n1\n'a'\n"},
    )


def test_the_code_around_a_region_runs_and_prints_nothing():
    ended, found = told(
        "y = x + 1\ny",
        before="print('before')\nx = 1\n",
        after="print('after')\nassert y == 2\n",
        file="one.py",
    )
    assert (ended, found) == (True, {"printed": "2\n"})


def test_code_that_prints_nothing_says_what_it_did():
    assert told("import math\ny = 1\n_z = 2\n", after="assert y == 1\n", file="one.py") == (
        True,
        {
            "note": "It ran to its end and printed nothing; the page's own checks of it hold (one.py). "
            "It defined y; a line with just a name shows its value."
        },
    )
    assert told("pass") == (True, {"note": "It ran to its end and printed nothing."})


def test_an_edit_that_breaks_the_snippets_own_assertion_is_told_and_the_rest_goes_on():
    ended, found = told(
        "y = 5", after="assert y == 1, 'no'\nassert y == 5\nz = y\nassert (y ==\n        2)\n", file="one.py"
    )
    assert (
        ended
        and found["note"].splitlines()[1:] == ["assert y == 1, 'no'", "assert (y ==", "        2)"]
        and "error" not in found
    )


def test_an_edit_that_takes_a_name_away_does_not_stop_what_follows():
    edited = {"code": "slope = 1", "after": "assert both == 2\nassert slope == 1\n", "file": "one.py"}
    ended, found = told(**edited)
    assert (
        ended
        and "assert both == 2  # NameError: name 'both' is not defined" in found["note"]
        and "slope == 1" not in found["note"]
    )
    assert told("slope", [{**edited, "label": "block 1"}]) == (True, {"printed": "1\n"})


def test_it_says_which_block_it_is_at():
    said = []
    part = {"before": "", "after": "", "checker": "", "file": ""}
    runner.run(
        {
            "block": {**part, "code": "x"},
            "above": [{**part, "code": "x = 1", "label": "block 1"}],
            "checking": False,
        },
        lambda kind, text: said.append(text),
    )
    assert said == ["Running block 1, which this code builds on…", "Running…", "1\n"]


def test_a_module_that_is_not_there_is_told_what_is():
    assert "NumPy and dlnotes, and nothing else" in told("import nowhere_to_be_found")[1]["note"]


def test_a_traceback_is_pythons_with_the_readers_lines_and_nothing_of_ours():
    ended, found = told("def f(x):\n    return 1 / x\n\nf(0)\n", before="a = 1\nb = 2\n")
    lines = [line for line in found["error"].splitlines() if not set(line) <= set(" ~^")]
    assert not ended and lines == [
        "Traceback (most recent call last):",
        '  File "<your code>", line 4, in <module>',
        "    f(0)",
        '  File "<your code>", line 2, in f',
        "    return 1 / x",
        "ZeroDivisionError: division by zero",
    ]


def test_a_syntax_error_shows_its_line_and_runs_nothing():
    ended, found = told("print('x')\ny = = 2\n")
    assert not ended and set(found) == {"error"}
    assert found["error"].startswith('  File "<your code>", line 2\n    y = = 2\n') and found[
        "error"
    ].endswith("SyntaxError: invalid syntax\n")


def test_what_was_printed_before_an_error_comes_before_it():
    order = []
    runner.run(
        {
            "block": {
                "before": "",
                "code": "print('a', end='')\n1 / 0",
                "after": "",
                "checker": "",
                "file": "",
            },
            "above": [],
            "checking": False,
        },
        lambda kind, text: order.append(kind),
    )
    assert order == ["state", "printed", "error"]


def test_blocks_above_run_first_and_quietly():
    above = [
        {"code": "x = 2\nx", "label": "block 1"},
        {"code": "print(x)\n", "after": "x += 1\n", "label": "block 2"},
    ]
    assert told("x", above) == (True, {"printed": "3\n"})


def test_an_error_in_a_block_above_names_it():
    ended, found = told(
        "print(1)",
        [{"code": "fine = 1", "label": "block 1"}, {"code": "\nundefined", "label": "block 2 (one.py)"}],
    )
    assert (
        not ended
        and "block 2 (one.py) stops" in found["note"]
        and 'File "<block 2 (one.py)>", line 2' in found["error"]
        and "printed" not in found
    )


def test_each_run_starts_with_nothing(monkeypatch):
    monkeypatch.delattr("builtins._", raising=False)  # a doctest elsewhere may have left one
    told("left = 1\n1")
    for name in ("left", "_"):
        assert "NameError" in told(name)[1]["error"]


def test_a_right_answer_is_told_so():
    assert told(
        "def double(x):\n    return 2 * x\n",
        checking=True,
        before="given = 3\n",
        checker="assert double(given) == 6, 'no'\n",
    ) == (True, {"right": "Right: every check holds."})


def test_a_wrong_answer_gets_the_checkers_message_and_no_traceback():
    checker = "found = double(3)\nassert found is not None, 'double() returned nothing'\nassert found == 6\n"
    assert told("def double(x):\n    ...\n", checking=True, checker=checker) == (
        False,
        {"wrong": "Not yet: double() returned nothing"},
    )
    assert told("def double(x):\n    return x\n", checking=True, checker=checker) == (
        False,
        {"wrong": "Not yet: assert found == 6"},
    )


@pytest.mark.parametrize("path", sorted((ROOT / "snippets/exercises").glob("*.py")), ids=lambda p: p.stem)
def test_every_exercise_is_checked_as_its_file_promises(path):
    exercise = exercises.read(path)
    for answer in (exercise.stub, exercise.mistake):
        ended, found = told(answer, checking=True, before=exercise.setup, checker=exercise.checker)
        assert not ended and found["wrong"].startswith("Not yet: ") and "error" not in found
    assert told(exercise.solution, checking=True, before=exercise.setup, checker=exercise.checker)[1]["right"]


def test_an_error_of_the_readers_own_is_no_wrong_answer():
    for code, name in [
        ("def double(x):\n    assert x > 5\n    return 2 * x\n", "AssertionError"),
        ("def double(x):\n    return y\n", "NameError"),
    ]:
        ended, found = told(code, checking=True, checker="assert double(3) == 6, 'no'\n")
        assert (
            not ended
            and name in found["error"]
            and 'File "<your code>", line 2, in double' in found["error"]
            and "'no'" not in found["wrong"]
        )
    assert told("1 / 0", checking=True, checker="")[0] is False


def test_exit_ends_the_code_and_not_the_page():
    assert "SystemExit" in told("import sys\nsys.exit(3)")[1]["error"]


def test_nobody_answers_a_question():
    assert "EOFError" in told("input('name? ')")[1]["error"]


@pytest.mark.parametrize("code", ["for i in range(100_000):\n    print(i)", "print('x' * 1_000_000)"])
def test_a_flood_is_cut_and_the_code_goes_on(code):
    ended, found = told(code + "\n1 / 0")
    assert (
        not ended
        and len(found["printed"]) == runner.LIMIT
        and "cut here, after 20,000" in found["note"]
        and "ZeroDivision" in found["error"]
    )


def test_a_line_is_told_while_the_code_goes_on():
    found = []
    printed = runner.Printed(lambda kind, text: found.append(text))
    printed.write("a")
    assert found == []
    printed.write("b\nc")
    assert "".join(found) == "ab\nc"


def test_numpy_is_needed_by_what_imports_it_or_the_package():
    def needs(code, above=""):
        return runner.needs_numpy({"block": {"code": code}, "above": [{"before": above}]})

    assert (
        needs("import numpy as np")
        and needs("from dlnotes.nn import relu")
        and needs("x", "def f():\n    import numpy.linalg\n")
    )
    assert not needs("import math\nnumpy = 1\n") and not needs("import numpy as") and not needs("x")


def test_the_runner_asks_for_nothing_but_the_standard_library():
    code = (
        "import sys; from dlnotes.site.browser import runner; "
        "found = {n.split('.')[0] for n in sys.modules}; "
        "print(found - set(sys.stdlib_module_names) - {'dlnotes', '__main__'})"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "set()"


@pytest.mark.parametrize(
    "code, said",
    [
        ("input('Name? ')\n", "Nobody can answer input() here"),
        ("await 1\n", "await works only inside of `async def`"),
        ("%timeit 1\n", "%timeit is for IPython and notebooks"),
        ("!ls\n", "!ls is for IPython and notebooks"),
        ("print?\n", "print? is for IPython and notebooks"),
        (">>> 1 + 1\n2\n", "Take the prompts away"),
        ("In [1]: 1 + 1\n", "Take the prompts away"),
        ("import pandas\n", "Here are the standard library, NumPy and dlnotes"),
    ],
)
def test_what_a_reader_may_not_know_of_an_error_is_said(code, said):
    ended, found = told(code)
    assert not ended and said in found["note"] and "Error" in found["error"]


@pytest.mark.parametrize(
    "code, last",
    [
        ("raise KeyboardInterrupt\n", "KeyboardInterrupt"),
        ("class Stop(BaseException):\n    pass\n\nraise Stop('here')\n", "Stop: here"),
        (
            "class A:\n    def __repr__(self):\n        return 1 / 0\n\nA()\n",
            "ZeroDivisionError: division by zero",
        ),
        (
            "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('x') from e\n",
            "ValueError: x",
        ),
        ("raise ExceptionGroup('two', [ValueError(1), TypeError(2)])\n", "+------"),
        ("def f():\n    f()\n\nf()\n", "RecursionError: maximum recursion depth exceeded"),
        ("x = = 1\n", "SyntaxError: invalid syntax"),
        ("raise SystemExit(3)\n", "SystemExit: 3"),
        ("raise GeneratorExit\n", "GeneratorExit"),
    ],
)
def test_an_error_shows_no_frame_of_ours_and_leaves_python_as_it_is(code, last):
    ended, found = told(code)
    assert not ended and last in found["error"] and "runner.py" not in found["error"]
    assert told("1 + 1\n") == (True, {"printed": "2\n"})


def test_a_checker_that_raises_anything_at_all_is_told():
    ended, found = told("x = 1\n", checking=True, checker="raise KeyboardInterrupt\n")
    assert not ended and "stopped with an error" in found["wrong"] and "runner.py" not in found["error"]


def test_what_code_imports_from_the_future_holds_from_there_on():
    future = "from __future__ import annotations\n"
    code = "def f(x: no_such_name):\n    return 1\n\nf(0)\n"
    assert told(future + code)[1]["printed"] == "1\n"
    assert told(code, above=[{"code": future, "label": "block 1"}])[1]["printed"] == "1\n"
    assert "NameError" in told(code)[1]["error"]


def test_a_block_says_that_code_which_it_builds_on_was_edited():
    edited = {"code": "y = 1\n", "label": "block 1 of this page", "edited": True}
    ended, found = told("x + 1\n", above=[edited])
    assert not ended and "was edited: block 1 of this page" in found["note"]
    ended, found = told("y + 1\n", above=[{**edited, "code": "y = 1 / 0\n"}])
    assert not ended and "block 1 of this page, which was edited (Reset" in found["note"]
    assert "note" not in told("x + 1\n", above=[{**edited, "edited": False}])[1]
