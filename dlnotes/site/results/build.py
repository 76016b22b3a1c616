"""From edited sources to fresh results: run what is stale, draw what is stale, publish what changed.

The stale experiments run first, their independent cases spread over processes; then the stale figures are drawn, claims decided, labs executed
and the package packed. See `dlnotes.site.results.plan` for what is stale and `dlnotes.site.results.publish` for where results go.
"""

import functools
import importlib
import json
import os
import sys
import traceback
from dataclasses import dataclass

from dlnotes.site.products import claims, labs, wheel
from dlnotes.site.products import experiments as results
from dlnotes.site.products import figures as drawing
from dlnotes.site.project import BuildError, Project
from dlnotes.site.results import dask as cluster
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.plan import PRODUCT, Task, choose, plan, stale
from dlnotes.site.results.publish import publish


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
    failures += _gathered(
        "figures",
        [t for t in possible if t.kind == "figures"],
        project,
        drawing.pieces,
        drawing.draw,
        drawing.store,
    )
    failures += _in_processes("claims", [t for t in possible if t.kind == "claims"], _decide, project)
    failures += _in_processes("labs", [t for t in todo if t.kind == "labs"], _execute, project)
    failures += _in_processes("wheels", [t for t in todo if t.kind == "wheels"], _pack, project)
    if failures:
        raise BuildError("; ".join(message for _, message in failures))
    publish(project, tasks)


def run_experiments(project, tasks):
    """Run the cases of these experiments side by side; (slug, what went wrong) of each that failed."""
    return _gathered("experiments", tasks, project, results.cases, results.run_case, results.store)


def _gathered(kind, tasks, project, split, work, store):
    """Do the parts of all tasks side by side; each task is stored as soon as its last part is in, and a failure loses nobody's work."""
    jobs, pending, failures = [], {}, {}
    for task in tasks:
        try:
            parts = split(task)
            if not parts:
                raise BuildError(f"{kind[:-1]} {task.slug} has no cases")
        except Exception as error:
            failures[task.slug] = _say(f"{kind[:-1]} {task.slug}", error)
            continue
        pending[task.slug] = [None] * len(parts)
        jobs += [(project, task, part, index) for index, part in enumerate(parts)]
    for (_, task, _, index), outcome in _parallel(kind, jobs, functools.partial(_part, work)):
        outcomes = pending[task.slug]
        outcomes[index] = outcome
        if isinstance(outcome, _Failure):
            if task.slug not in failures:  # its other parts fail alike
                failures[task.slug] = outcome.say(f"{kind[:-1]} {task.slug}")
        elif all(isinstance(o, tuple) for o in outcomes):
            try:
                store(project, task, outcomes)
            except Exception as error:
                failures[task.slug] = _say(f"{kind[:-1]} {task.slug}", error)
            outcomes.clear()  # let the arrays go
    return list(failures.items())


def _part(work, project, task, part, index):
    return work(project, task, part)


def _decide(project, task):
    decided = claims.decide(
        importlib.import_module(task.module),
        {run.slug: results.load_result(project, run) for run in task.upstream},
    )
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        (draft / PRODUCT["claims"]).write_text(json.dumps(decided, indent=1))


def _execute(project, task):
    notebook = labs.execute(task.source, project.root)
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        (draft / PRODUCT["labs"]).write_text(notebook, encoding="utf-8")
        (draft / "drawings").mkdir()
        for number, drawing in enumerate(labs.drawings(notebook, task.slug), 1):
            (draft / "drawings" / f"{number}.svg").write_text(drawing, encoding="utf-8")


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
    return [
        (job[1].slug, o.say(f"{kind[:-1]} {job[1].slug}")) for job, o in outcomes if isinstance(o, _Failure)
    ]


def _parallel(title, jobs, work):
    """Yield (job, outcome) as they finish; an exception is an outcome, so that one failure loses nobody's work."""
    if not jobs:
        return
    from joblib import Parallel, delayed
    from tqdm import tqdm

    run = Parallel(
        n_jobs=min(os.cpu_count() or 1, len(jobs)),
        return_as="generator_unordered",
        pre_dispatch="all",
        batch_size=1,
    )
    results = run(delayed(_guarded)(work, number, job) for number, job in enumerate(jobs))
    with tqdm(total=len(jobs), desc=title, unit="run", file=sys.stderr, dynamic_ncols=True) as bar:
        for number, outcome in results:
            bar.set_postfix_str(
                next(part.slug for part in jobs[number] if isinstance(part, Task)), refresh=False
            )
            bar.update()
            yield jobs[number], outcome


def _guarded(work, number, job):
    try:
        return number, work(*job)
    except Exception as error:
        return number, _caught(error)
