"""From edited sources to fresh results: what is stale is made again, product by product, and what changed
is published.

See `dlnotes.site.results.plan` for what is stale and `dlnotes.site.results.publish` for where results go.
"""

import time

from dlnotes.site import scratch
from dlnotes.site.errors import Problem
from dlnotes.site.products import PRODUCTS
from dlnotes.site.project import Project
from dlnotes.site.results import dask
from dlnotes.site.results.cache import Cache, sweep
from dlnotes.site.results.plan import choose, planned, stale
from dlnotes.site.results.processes import Failure, guarded, side_by_side
from dlnotes.site.results.publish import publish, took


def build(project: Project, only=(), fresh=False, scheduler=None) -> list[Problem]:
    """Bring everything up to date (or the slugs of `only`, with what they draw on); `fresh` ignores the
    cache.

    What needs nothing but the code runs on the Dask cluster whose scheduler has this address, if one is
    given. All that is wrong with what authors wrote is returned; then nothing is published, and what could
    be made is kept.
    """
    scratch.sweep_temporary()
    sweep(project.cache)
    tasks, problems = planned(project)
    chosen, cache = choose(tasks, only), Cache(project.cache)
    todo = chosen if fresh else stale(cache, chosen)
    problems += _problems(_make_all(project, todo, {}, scheduler))
    if not problems:
        publish(project, cache, tasks)
    return problems


def build_step_by_step(project: Project, tell, wanted=lambda slugs: set(), pause=5.0) -> list[Problem]:
    """As `build`, for the preview: the cheap first, and what is ready is published at once, though not more
    often than every `pause` seconds.

    `wanted` says of some slugs which somebody is looking at; these and what they draw on come before the
    others. `tell` is called with the tasks that are left, those that are made now, the problems so far, and
    whether something new was published.
    """
    tasks, problems = planned(project)
    cache, published, failed = Cache(project.cache), time.monotonic(), {}
    due = stale(cache, tasks)
    while due:
        step = _next(due, wanted({task.slug for task in due}), cache)
        tell(due, step, [*problems, *_problems(failed)], False)
        failed = _make_all(project, step, failed)
        due = [task for task in due if task not in step]
        if not due or time.monotonic() - published > pause:
            published = time.monotonic()
            changed = publish(project, cache, tasks, owed=True)
            shown = [path for path in changed if path.suffix in (".json", ".svg")]
            tell(due, [], [*problems, *_problems(failed)], bool(shown))
    return [*problems, *_problems(failed)]


def make_at_once(project, due) -> tuple[list, list[Problem]]:
    """(the tasks that are left, the problems of the others), after what takes no time was made."""
    names = {product.NAME for product in PRODUCTS if getattr(product, "AT_ONCE", False)}
    failed = _make_all(project, [task for task in due if task.product in names], {})
    return [task for task in due if task.product not in names], _problems(failed)


def _make_all(project, tasks, failed, scheduler=None) -> dict:
    """Make tasks product by product; task → its Failure, with those that `failed` before. What draws on a
    failure is left out."""
    failed = dict(failed)
    for product in PRODUCTS:
        mine = [task for task in tasks if task.product == product.NAME]
        due = [task for task in mine if not failed.keys() & set(task.upstream)]
        failed |= make(project, product, due, scheduler)
    return failed


def _problems(failed):
    return [problem for failure in failed.values() for problem in failure.problems]


def _next(due, wanted, cache):
    """What to make now: all that is cheap and waits for nothing; else the one thing that is the cheapest."""
    ready = [task for task in due if not set(task.upstream) & set(due)]
    seconds = {task: _seconds(task, cache) for task in ready}
    if cheap := [task for task in ready if seconds[task] < 1]:
        return cheap
    seen = {above for task in due if task.slug in wanted for above in (task, *task.upstream)}
    return [min(ready, key=lambda task: (task not in seen, seconds[task], task.slug))]


def _seconds(task, cache):
    known = took(cache, task)
    roughly = next(getattr(each, "SECONDS", 0) for each in PRODUCTS if each.NAME == task.product)
    return roughly if known is None else known


def make(project, product, tasks, scheduler=None) -> dict:
    """Make the parts of all these tasks of a product side by side; task → its Failure, of each that failed.

    A task is stored as soon as its last part is in.
    """
    outcomes, failures, jobs = {}, {}, []
    for task in tasks:
        parts = guarded(product.parts, task, source=task.source)
        if isinstance(parts, Failure):
            failures[task] = parts
            continue
        outcomes[task] = [_DUE] * len(parts)
        jobs += [(task, place, part) for place, part in enumerate(parts)]
        if not parts:
            _keep(project, product, task, outcomes.pop(task), failures)
    for (task, place, _), outcome in _made(project, product, jobs, scheduler):
        outcomes[task][place] = outcome
        if isinstance(outcome, Failure) and task not in failures:  # its other parts fail alike
            failures[task] = outcome
        elif task not in failures and _DUE not in outcomes[task]:
            _keep(project, product, task, outcomes.pop(task), failures)
    return failures


_DUE = "due"  # in place of an outcome that is not there yet


def _made(project, product, jobs, scheduler):
    """Yield (job, outcome) as they come; on a cluster if there is one and the product's parts may run
    anywhere."""
    if getattr(product, "AT_ONCE", False):
        for job in jobs:
            yield job, guarded(product.make, project, job[0], job[2], source=job[0].source)
        return
    with dask.runs_on(scheduler if getattr(product, "ANYWHERE", False) else None):
        if jobs:
            arguments = [((project, task, part), task.source) for task, _, part in jobs]
            label = [task.slug for task, _, _ in jobs]
            apart = getattr(product, "AUTHORS_CODE", False)
            for number, outcome in side_by_side(product.NAME, product.make, arguments, label, apart):
                yield jobs[number], outcome


def _keep(project, product, task, outcomes, failures):
    """Store a task's outcomes as its entry of the cache."""

    def write():
        with Cache(project.cache).writing(task) as folder:
            product.store(project, task, outcomes, folder)

    failure = guarded(write, source=task.source)
    if failure is not None:
        failures[task] = failure
