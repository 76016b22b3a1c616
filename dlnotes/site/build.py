"""From edited sources to fresh results: run what is stale, draw what is stale, publish what changed.

The stale experiments run first, their independent cases spread over processes; then the stale figures are drawn, claims decided, labs executed
and the package packed. See `dlnotes.site.plan` for what is stale and `dlnotes.site.publish` for where results go.
"""
import importlib
import json
import os
import sys
import time
import traceback
from dataclasses import dataclass

from dlnotes.site import claims, cluster, labs, svg, wheel
from dlnotes.site.cache import Cache
from dlnotes.site.plan import PRODUCT, Task, choose, plan, stale
from dlnotes.site.project import BuildError, Project
from dlnotes.site.publish import publish


def build(project: Project, only=(), fresh=False, dask=None) -> None:
    """Bring everything up to date (or the slugs of `only`, with what they draw on); `fresh` ignores the cache.

    The runs of experiments go to the Dask scheduler at the address `dask`, if there is one.
    """
    tasks = plan(project)
    chosen = choose(tasks, only)
    todo = chosen if fresh else stale(project, chosen)
    with cluster.runs_on(dask):
        failures = run_experiments(project, [t for t in todo if t.kind == "experiments"])
    failed = {slug for slug, _ in failures}
    possible = [t for t in todo if not failed & set(t.experiments)]
    failures += _in_processes("figures", [t for t in possible if t.kind == "figures"], _draw, project)
    failures += _in_processes("claims", [t for t in possible if t.kind == "claims"], _decide, project)
    failures += _in_processes("labs", [t for t in todo if t.kind == "labs"], _execute, project)
    failures += _in_processes("wheels", [t for t in todo if t.kind == "wheels"], _pack, project)
    if failures:
        raise BuildError("; ".join(message for _, message in failures))
    publish(project, tasks)


# -- running -----------------------------------------------------------------------------------------------------------


def run_experiments(project, tasks):
    """Run the cases of all stale experiments side by side; each result is stored as soon as its last case is in."""
    jobs, pending, failures = [], {}, []
    for task in tasks:
        try:
            cases = _cases(task)
        except Exception as error:
            failures.append((task.slug, _say(f"experiment {task.slug}", error)))
            continue
        pending[task.slug] = [None] * len(cases)
        jobs += [(task, index, case) for index, case in enumerate(cases)]
    for (task, index, _), outcome in _parallel("experiments", jobs, _run_case):
        outcomes = pending[task.slug]
        outcomes[index] = outcome
        if isinstance(outcome, _Failure):
            failures.append((task.slug, outcome.say(f"experiment {task.slug}")))
        elif all(isinstance(o, tuple) for o in outcomes):
            try:
                _store_result(project, task, outcomes)
            except Exception as error:
                failures.append((task.slug, _say(f"experiment {task.slug}", error)))
            outcomes.clear()  # let the arrays go
    return failures


def _cases(task):
    """The independent runs of an experiment; one that does not split is a single run."""
    module = importlib.import_module(task.module)
    return list(module.cases(module.Config())) if hasattr(module, "cases") else [None]


def _run_case(task, index, case):
    """(outcome, seconds) of one independent run."""
    module, start = importlib.import_module(task.module), time.perf_counter()
    outcome = module.run(module.Config()) if case is None else module.run_case(module.Config(), case)
    return outcome, time.perf_counter() - start


def _store_result(project, task, outcomes):
    import numpy as np

    module = importlib.import_module(task.module)
    found, seconds = zip(*outcomes)
    result = module.collect(module.Config(), list(found)) if hasattr(module, "cases") else found[0]
    arrays = {name: np.asarray(value) for name, value in result.items()}
    numbers = {name: a.item() for name, a in arrays.items() if a.ndim == 0 and a.dtype.kind in "iuf"}
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        np.savez(draft / "result.npz", allow_pickle=False, **arrays)
        (draft / "numbers.json").write_text(json.dumps(numbers, indent=1, sort_keys=True))
        (draft / "seconds.json").write_text(json.dumps(round(sum(seconds), 2)))


def load_result(project: Project, task: Task) -> dict:
    """The arrays of an experiment, as `run` returned them."""
    import numpy as np

    with np.load(Cache(project.cache).entry("experiments", task.slug, task.key) / "result.npz") as file:
        return {name: file[name] for name in file.files}


def _draw(project, task):
    from dlnotes.site import data, frames

    results, module = _results(project, task), importlib.import_module(task.module)
    result = data.Watched(results[task.experiments[0]] if task.experiments else {})
    knobs = getattr(module, "KNOBS", ())
    drawing = svg.render(module, task.slug, result, frames.start(knobs))
    parts = {PRODUCT["figures"]: drawing.svg}
    if knobs:
        scripts = frames.files(knobs, task.slug, lambda state: svg.render(module, task.slug, result, state))
        parts |= {f"frames/{name}": text for name, text in scripts.items()}
    parts["figure.json"] = json.dumps({"knobs": frames.describe(knobs), "reading": drawing.reading})
    if task.experiments:
        parts["data.csv"] = data.table(result.read)
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        for name, text in parts.items():
            (draft / name).parent.mkdir(exist_ok=True)
            (draft / name).write_text(text, encoding="utf-8")


def _decide(project, task):
    decided = claims.decide(importlib.import_module(task.module), _results(project, task))
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        (draft / PRODUCT["claims"]).write_text(json.dumps(decided, indent=1))


def _results(project, task):
    """The results that a task draws on, by slug."""
    runs = {t.slug: t for t in plan(project) if t.kind == "experiments"}
    return {slug: load_result(project, runs[slug]) for slug in task.experiments}


def _execute(project, task):
    notebook = labs.execute(task.source, project.root)
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        (draft / PRODUCT["labs"]).write_text(notebook, encoding="utf-8")


def _pack(project, task):
    packed = wheel.make(project)
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        (draft / PRODUCT["wheels"]).write_bytes(packed)


# -- processes ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Failure:
    message: str
    trace: str

    def say(self, what):
        if not self.trace:
            return self.message
        print(self.trace, file=sys.stderr)
        return f"{what} failed: {self.message}"


def _say(what, error):
    return _caught(error).say(what)


def _caught(error):
    if isinstance(error, BuildError):  # it names the place itself; where it was raised helps nobody
        return _Failure(str(error), "")
    return _Failure(f"{type(error).__name__}: {error}".splitlines()[0], traceback.format_exc())


def _in_processes(kind, tasks, work, project):
    outcomes = _parallel(kind, [(project, task) for task in tasks], work)
    return [(job[1].slug, o.say(f"{kind[:-1]} {job[1].slug}")) for job, o in outcomes if isinstance(o, _Failure)]


def _parallel(title, jobs, work):
    """Yield (job, outcome) as they finish; an exception is an outcome, so that one failure loses nobody's work."""
    if not jobs:
        return
    from joblib import Parallel, delayed
    from tqdm import tqdm

    run = Parallel(n_jobs=min(os.cpu_count() or 1, len(jobs)), return_as="generator_unordered", pre_dispatch="all", batch_size=1)
    results = run(delayed(_guarded)(work, number, job) for number, job in enumerate(jobs))
    with tqdm(total=len(jobs), desc=title, unit="run", file=sys.stderr, dynamic_ncols=True) as bar:
        for number, outcome in results:
            bar.set_postfix_str(next(part.slug for part in jobs[number] if isinstance(part, Task)), refresh=False)
            bar.update()
            yield jobs[number], outcome


def _guarded(work, number, job):
    try:
        return number, work(*job)
    except Exception as error:
        return number, _caught(error)
