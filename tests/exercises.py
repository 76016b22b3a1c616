"""What an exercise, a key and a lesson owe their reader.

Pure functions that say what is wrong, so that tests can show that they notice.
"""

import ast
import time

import numpy as np

from dlnotes import nn
from dlnotes.site.pages.practice import LEVELS, Question, Task
from dlnotes.site.sources.exercises import Exercise

ALLOWED = {"numpy", "math", "dlnotes.nn"}  # what is there in the page, too
LONGEST, WIDEST = 15, 36  # lines, and characters in a phone's editor
SHORTEST_MESSAGE = 20  # characters
SECONDS = 1.0  # of the processor


def outcome(*parts: str):
    """What is raised by these parts, run one after the other in a namespace of their own, or None."""
    namespace = {"__name__": "__main__"}
    try:
        for part in parts:
            exec(compile(part, "<exercise>", "exec"), namespace)
    except Exception as error:
        return error


def problems(exercise: Exercise) -> list[str]:
    """What is wrong with an exercise, each in a few words."""
    found = [
        f"the {name} has more than {LONGEST} lines"
        for name in ("stub", "solution")
        if getattr(exercise, name).count("\n") > LONGEST
    ]
    lines = [(name, line) for name in ("stub", "solution") for line in getattr(exercise, name).splitlines()]
    found += [
        f"a line of the {name} has more than {WIDEST} characters: {line}"
        for name, line in lines
        if len(line) > WIDEST
    ]
    found += [f"it imports {name}" for name in sorted(imported(exercise) - ALLOWED)]
    found += [
        f"line {node.lineno} of the check has no message"
        for node in ast.walk(ast.parse(exercise.check))
        if isinstance(node, ast.Assert) and node.msg is None
    ]
    start = time.process_time()
    if error := outcome(exercise.setup, exercise.solution, exercise.check):
        found.append(f"the check refuses the solution: {error!r}")
    if time.process_time() - start > SECONDS:
        found.append(f"solution and check take more than {SECONDS} s")
    told = {name: refusal(exercise, name, found) for name in ("stub", "mistake")}
    if told["stub"] and told["stub"] == told["mistake"]:
        found.append(f"the mistake is told the same as the stub: {told['stub']}")
    return found


def refusal(exercise, name, found) -> str:
    """What the check says to the stub or the mistake; what is wrong with that is added to `found`."""
    code = getattr(exercise, name)
    if error := outcome(exercise.setup, code):
        found.append(f"the {name} does not run: {error!r}")
        return ""
    error = outcome(exercise.setup, code, exercise.check)
    if error is None:
        found.append(f"the check passes on the {name}, so it proves nothing")
    elif type(error) is not AssertionError:
        found.append(f"the check breaks on the {name} instead of saying what is wrong: {error!r}")
    elif len(str(error)) < SHORTEST_MESSAGE:
        found.append(f"what the check says to the {name} helps nobody: {str(error)!r}")
    else:
        return str(error)
    return ""


def imported(exercise) -> set[str]:
    """The modules that an exercise's file imports."""
    names = set()
    for node in ast.walk(ast.parse(exercise.path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or ".")
    return names


def wrong_key(question: Question) -> str:
    """What is wrong with a question whose right answer code computes; empty if nothing is."""
    value = str(eval(question.key, {**vars(nn), "np": np}))
    chosen = [option for option in question.options if _plain(option.text) == value]
    if not chosen:
        return f"{question.key} is {value}, and no option says so"
    return (
        ""
        if [option.right for option in chosen] == [True]
        else f"{question.key} is {value}, which is said by an option that is not the right one"
    )


def _plain(text):
    """An option without the signs of mathematics and code."""
    return text.replace("$", "").replace("`", "").strip()


def misordered(tasks: list[Task]) -> str:
    """The levels of a page's exercises, if they do not go from easy to hard; else nothing."""
    levels = [task.level for task in tasks]
    return "" if levels == sorted(levels, key=LEVELS.index) else f"from {', then '.join(levels)}"


def missing(tasks: list[Task], questions: list[Question]) -> list[str]:
    """What a lesson lacks of three to five exercises, first level to last, and two or three questions."""
    found = [] if 3 <= len(tasks) <= 5 else [f"{len(tasks)} exercises; there must be three to five"]
    found += [
        f"no exercise is of the level {level!r}"
        for level in (LEVELS[0], LEVELS[-1])
        if level not in {task.level for task in tasks}
    ]
    if told := misordered(tasks):
        found.append(f"its exercises go {told}")
    return found + (
        [] if 2 <= len(questions) <= 3 else [f"{len(questions)} quick questions; there must be two or three"]
    )
