"""What running an exercise or a key shows of it.

Pure functions that say what is wrong, so that tests can show that they notice. What reading alone
decides is a rule of the gate (`dlnotes.site.checks.exercises` and `practice`).
"""

import time

import numpy as np

from dlnotes import nn
from dlnotes.site.sources.exercises import ExerciseFile
from dlnotes.site.sources.practice import Question

SHORTEST_MESSAGE, SECONDS = 20, 1.0  # characters; of the processor


def outcome(*parts: str):
    """What is raised by these parts, run one after the other in a namespace of their own, or None."""
    namespace = {"__name__": "__main__"}
    try:
        for part in parts:
            exec(compile(part, "<exercise>", "exec"), namespace)
    except Exception as error:
        return error


def problems(exercise: ExerciseFile) -> list[str]:
    """What is wrong with an exercise, each in a few words."""
    found, start = [], time.process_time()
    if error := outcome(exercise.setup, exercise.solution, exercise.checker):
        found.append(f"the checker refuses the solution: {error!r}")
    if time.process_time() - start > SECONDS:
        found.append(f"solution and checker take more than {SECONDS} s")
    told = {name: refusal(exercise, name, found) for name in ("stub", "mistake")}
    if told["stub"] and told["stub"] == told["mistake"]:
        found.append(f"the mistake is told the same as the stub: {told['stub']}")
    return found


def refusal(exercise, name, found) -> str:
    """What the checker says to the stub or the mistake; what is wrong with that is added to `found`."""
    code = getattr(exercise, name)
    if error := outcome(exercise.setup, code):
        found.append(f"the {name} does not run: {error!r}")
        return ""
    error = outcome(exercise.setup, code, exercise.checker)
    if error is None:
        found.append(f"the checker passes on the {name}, so it proves nothing")
    elif type(error) is not AssertionError:
        found.append(f"the checker breaks on the {name} instead of saying what is wrong: {error!r}")
    elif len(str(error)) < SHORTEST_MESSAGE:
        found.append(f"what the checker says to the {name} helps nobody: {str(error)!r}")
    else:
        return str(error)
    return ""


def wrong_key(question: Question) -> str:
    """What is wrong with a question whose right answer code computes; empty if nothing is."""
    value = str(eval(question.key, {**vars(nn), "np": np}))
    chosen = [option for option in question.options if _plain(option.text) == value]
    if not chosen:
        return f"{question.key} is {value}, and no option says so"
    if [option.right for option in chosen] == [True]:
        return ""
    return f"{question.key} is {value}, which is said by an option that is not the right one"


def _plain(text):
    """An option without the signs of mathematics and code."""
    return text.replace("$", "").replace("`", "").strip()
