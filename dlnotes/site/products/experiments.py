"""Experiments, run: their independent cases side by side in several processes, their results kept as
arrays."""

import importlib
import json
import time
from pathlib import Path

from dlnotes.site.errors import BuildError
from dlnotes.site.products.product import MEANING, Source

NAME, DRAWS_ON = "experiments", MEANING
SECONDS = 10
AUTHORS_CODE = True
SPLIT = ("cases", "run_case", "collect")  # what an experiment has whose runs are independent
ANYWHERE = True  # a part needs nothing but the code, and may run on another machine


def sources(project):
    return [Source(slug, path) for slug, path in project.experiments().items()]


def parts(task) -> list:
    """The independent runs of an experiment; one that does not split is a single run."""
    module = _module(task)
    for name in ["Config", *(SPLIT if hasattr(module, "cases") else ["run"])]:
        if not callable(getattr(module, name, None)):
            raise BuildError(f"an experiment has Config and run(config), or {', '.join(SPLIT)}; no {name}")
    cases = list(module.cases(module.Config())) if hasattr(module, "cases") else [None]
    if not cases:
        raise BuildError("an experiment has at least one case, and `cases` gives none")
    return cases


def make(project, task, case):
    """(outcome, CPU seconds) of one independent run."""
    module, start = _module(task), time.process_time()
    outcome = module.run(module.Config()) if case is None else module.run_case(module.Config(), case)
    return outcome, time.process_time() - start


def store(project, task, outcomes, folder: Path) -> None:
    """The outcomes of all cases as one result: arrays, the numbers that prose may quote, and what they
    cost."""
    import numpy as np

    module = _module(task)
    found, seconds = zip(*outcomes)
    result = module.collect(module.Config(), list(found)) if hasattr(module, "cases") else found[0]
    arrays = _arrays(result)
    np.savez(folder / "result.npz", allow_pickle=False, **arrays)
    (folder / "numbers.json").write_text(json.dumps(numbers(arrays), indent=1, sort_keys=True))
    (folder / "seconds.json").write_text(json.dumps(round(sum(seconds), 2)))


def files(project, task, entry) -> dict:
    """The module itself, which cards and the ledger link to."""
    return {project.generated / "source" / "experiments" / task.source.name: task.source}


def tables(project, entries, so_far) -> dict:
    return {"numbers.json": {task.slug: _json(entry / "numbers.json") for task, entry in entries.items()}}


def _arrays(result) -> dict:
    """Name → array of a result; BuildError if it is something else."""
    import numpy as np

    if not isinstance(result, dict) or not result:
        raise BuildError(f"a result is a dict of names and arrays, not {result!r:.60}")
    arrays = {}
    for name, value in result.items():
        try:
            arrays[name] = np.asarray(value)
        except ValueError:  # rows of unequal length
            arrays[name] = np.asarray(None)
        if not (isinstance(name, str) and name.isidentifier()):
            raise BuildError(f"a result is called by one word, not {name!r}")
        if arrays[name].dtype.kind not in "biufcSU":
            raise BuildError(f"result {name!r} is no array of numbers or texts: {value!r:.40}")
    return arrays


def numbers(arrays: dict) -> dict:
    """The scalars of a result: what prose may quote of it."""
    return {
        name: array.item() for name, array in arrays.items() if array.ndim == 0 and array.dtype.kind in "iuf"
    }


def seconds(entry: Path) -> float:
    """The CPU time that the runs behind an entry took."""
    return _json(entry / "seconds.json")


def _module(task):
    return importlib.import_module(f"dlnotes.experiments.{task.source.stem}")


def _json(path):
    return json.loads(path.read_text(encoding="utf-8"))
