"""What judges exercises and keys is judged: it accepts a good one and notices every bad one."""

import pytest

from dlnotes.site.sources import exercises
from dlnotes.site.sources.practice import Option, Question
from tests.exercises import problems, wrong_key

GOOD = '''"""Twice a number is that number added to itself."""
import numpy as np

# --8<-- [start:stub]
def twice(x):
    ...
# --8<-- [end:stub]

# --8<-- [start:mistake]
def twice(x):
    return x ** 2
# --8<-- [end:mistake]

# --8<-- [start:solution]
def twice(x):
    return x + x
# --8<-- [end:solution]

# --8<-- [start:checker]
found = twice(3)
assert found is not None, "twice(3) returned None: the function needs a return"
assert found == np.sum([3, 3]), f"twice(3) gave {found}: add, and do not multiply"
# --8<-- [end:checker]
'''


@pytest.fixture
def judged(tmp_path):
    """judged(old, new): the problems of the exercise above with something replaced."""

    def judge(old="", new=""):
        assert old in GOOD
        path = tmp_path / "snippets/exercises/twice.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD.replace(old, new), encoding="utf-8")
        return problems(exercises.read(path))

    return judge


def test_a_good_exercise_has_no_problem(judged):
    assert judged() == []


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("return x + x", "return x + 1", "the checker refuses the solution: AssertionError('twice(3) gave 4"),
        ("    ...\n", "    return x + x\n", "the checker passes on the stub, so it proves nothing"),
        ("x ** 2", "2 * x", "the checker passes on the mistake, so it proves nothing"),
        ("x ** 2", "None", "the mistake is told the same as the stub: twice(3) returned None"),
        (
            "found = twice(3)",
            "found = twice(3) + 0",
            "the checker breaks on the stub instead of saying what is wrong: TypeError",
        ),
        ("x ** 2", "x + ''", "the checker breaks on the mistake instead of saying what is wrong: TypeError"),
        ("    ...\n", "    ...\n1 / 0\n", "the stub does not run: ZeroDivisionError"),
        (
            '"twice(3) returned None: the function needs a return"',
            '"no"',
            "what the checker says to the stub helps nobody: 'no'",
        ),
    ],
)
def test_a_bad_exercise_is_noticed(judged, old, new, said):
    assert any(problem.startswith(said) for problem in judged(old, new))


def test_a_slow_exercise_is_noticed(judged, monkeypatch):
    monkeypatch.setattr("tests.exercises.SECONDS", 0.01)
    slow = judged("return x + x", "sum(0 for i in range(10**6))\n    return x + x")
    assert slow == ["solution and checker take more than 0.01 s"]


def question(key, *options, right):
    return Question(
        1, "q", key, tuple(Option(text, "Right. So." if text == right else "It tempts.") for text in options)
    )


def test_a_key_that_opens_its_question_is_accepted():
    assert wrong_key(question("conv_output_size(10, 3, 2)", "4.5", "$4$", "5", right="$4$")) == ""
    assert (
        wrong_key(question("np.zeros((2, 3)).shape", "`(2, 3)`", "`(3, 2)`", "`6`", right="`(2, 3)`")) == ""
    )


@pytest.mark.parametrize(
    "options, right",
    [
        (["4.5", "$4$", "5"], "5"),
        (["4", "$4$", "5"], "$4$"),
        (["4", "$4$", "5"], "4"),
        (["3", "4.0", "5"], "4.0"),
    ],
)
def test_a_key_that_opens_another_option_or_none_or_two_is_noticed(options, right):
    assert wrong_key(question("conv_output_size(10, 3, 2)", *options, right=right)).startswith(
        "conv_output_size(10, 3, 2) is 4, "
    )
