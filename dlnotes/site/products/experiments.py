"""Experiments, run: their independent cases side by side in several processes, their results kept as arrays."""

import importlib
import json
import time

from dlnotes.site.project import Project
from dlnotes.site.results.cache import Cache


def cases(task) -> list:
    """The independent runs of an experiment; one that does not split is a single run."""
    module = importlib.import_module(task.module)
    return list(module.cases(module.Config())) if hasattr(module, "cases") else [None]


def run_case(project, task, case):
    """(outcome, seconds) of one independent run."""
    module, start = importlib.import_module(task.module), time.perf_counter()
    outcome = module.run(module.Config()) if case is None else module.run_case(module.Config(), case)
    return outcome, time.perf_counter() - start


def store(project, task, outcomes) -> None:
    """The outcomes of all cases as one entry of the cache."""
    import numpy as np

    module = importlib.import_module(task.module)
    found, seconds = zip(*outcomes)
    result = module.collect(module.Config(), list(found)) if hasattr(module, "cases") else found[0]
    arrays = {name: np.asarray(value) for name, value in result.items()}
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        np.savez(draft / "result.npz", allow_pickle=False, **arrays)
        (draft / "numbers.json").write_text(json.dumps(numbers(arrays), indent=1, sort_keys=True))
        (draft / "seconds.json").write_text(json.dumps(round(sum(seconds), 2)))


def numbers(arrays: dict) -> dict:
    """The scalars of a result: what prose may quote of it."""
    return {
        name: array.item() for name, array in arrays.items() if array.ndim == 0 and array.dtype.kind in "iuf"
    }


def load_result(project: Project, task) -> dict:
    """The arrays of an experiment, as `run` returned them."""
    import numpy as np

    with np.load(Cache(project.cache).entry("experiments", task.slug, task.key) / "result.npz") as file:
        return {name: file[name] for name in file.files}
