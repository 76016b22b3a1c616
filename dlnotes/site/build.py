"""From edited sources to fresh results: run what is stale, draw what is stale, publish what changed.

`plan` reads syntax trees only, so that finding out that nothing is stale costs no import of NumPy. `build` then runs
the stale experiments (their independent cases spread over processes), draws the stale figures, executes the stale labs, packs
the package, and `publish` copies results into `docs/generated/`, writing only bytes that changed.
"""
import ast
import importlib
import json
import math
import os
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site import claims, closure, cluster, gaps, labs, notebooks, svg, wheel
from dlnotes.site.cache import Cache, write_if_changed
from dlnotes.site.pages import Generated
from dlnotes.site.project import BuildError, Project, UnknownSlug


PRODUCT = {"figures": "figure.svg", "claims": "claims.json", "labs": "notebook.ipynb", "wheels": "package.whl"}

TABLES = {"experiments": "numbers.json", "figures": "figures.json", "claims": "claims.json"}


@dataclass(frozen=True)
class Task:
    kind: str  # "experiments", "figures", "claims", "labs" or "wheels"
    slug: str
    key: str
    source: Path
    experiments: tuple[str, ...] = ()  # the results that a figure draws or that claims are decided from

    @property
    def module(self):
        return f"dlnotes.{self.kind}.{self.source.stem}"


def plan(project: Project) -> list[Task]:
    """Every task of the project with its cache key, stale or not; nothing is imported."""
    root = project.root
    runs = {slug: Task("experiments", slug, closure.digest(path, root), path) for slug, path in project.experiments().items()}
    drawings = [_figure_task(project, slug, path, runs) for slug, path in project.figures().items()]
    decisions = [_claims_task(project, slug, path, runs) for slug, path in project.claims().items()]
    # A lab is keyed by its text too: its Markdown cells are comments, which the syntax tree leaves out.
    notebooks = [
        Task("labs", slug, closure.digest(path, root, path.read_text(encoding="utf-8"), labs.recipe()), path)
        for slug, path in project.labs().items()
    ]
    package = [Task("wheels", "dlnotes", wheel.digest(project), project.root / "pyproject.toml")] if wheel.sources(project) else []
    return [*runs.values(), *drawings, *decisions, *notebooks, *package]


def stale(project: Project, tasks: list[Task]) -> list[Task]:
    cache = Cache(project.cache)
    return [task for task in tasks if not cache.has(task.kind, task.slug, task.key)]


def build(project: Project, only=(), fresh=False, dask=None) -> None:
    """Bring everything up to date (or the slugs of `only`, with what they draw on); `fresh` ignores the cache.

    The runs of experiments go to the Dask scheduler at the address `dask`, if there is one.
    """
    tasks = plan(project)
    chosen = _choose(tasks, only)
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


def publish(project: Project, tasks: list[Task]) -> None:
    """Copy the current results to where the pages look for them; remove what no slug stands for any more.

    A task that has not run yet (another slug was asked for) keeps what was published of it before.
    """
    cache, waiting = Cache(project.cache), stale(project, tasks)
    tables = {kind: _table(project, kind, tasks) for kind in TABLES}
    wanted = {project.generated / name for name in TABLES.values()}
    for task in tasks:
        if task in waiting:
            wanted |= _published(project, task)
            continue
        entry = cache.entry(task.kind, task.slug, task.key)
        if task.kind == "experiments":
            tables["experiments"][task.slug] = json.loads((entry / "numbers.json").read_text())
        elif task.kind == "claims":
            tables["claims"][task.slug] = json.loads((entry / PRODUCT["claims"]).read_text())
        elif task.kind == "figures":
            tables["figures"][task.slug] = _describe(project, task) | json.loads((entry / "figure.json").read_text(encoding="utf-8"))
        for part in entry.rglob("*.*"):
            if target := _target(project, task, part):
                wanted.add(target)
                write_if_changed(target, part.read_bytes())
    tables["experiments"]["claims"] = claims.tally(tables["claims"], len(gaps.gaps(project)))
    generated = Generated.joined(project, tables["figures"], tables["experiments"], tables["claims"])
    for claim in (claim for decided in tables["claims"].values() for claim in decided.values()):
        claim["plain"] = generated.filled(claim["statement"])  # for readers of claims.json
    for kind, table in tables.items():
        write_if_changed(project.generated / TABLES[kind], (json.dumps(_finite(table), indent=1) + "\n").encode())
    for source in [*project.experiments().values(), *project.snippets(), *project.exercises().values()]:  # what ledger, cards and exercises link to
        target = project.generated / "source" / source.relative_to(source.parents[1])
        wanted.add(target)
        write_if_changed(target, source.read_bytes())
    for target, text in notebooks.notebooks(project).items():
        wanted.add(target)
        write_if_changed(target, text.encode())
    _sweep(project, wanted)


def _finite(value):
    """JSON has no infinity: `inf` and `nan` are written as text, which `format` gives for them anyway."""
    if isinstance(value, dict):
        return {name: _finite(part) for name, part in value.items()}
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _table(project, kind, tasks):
    """What was published of a kind before, as far as its slugs still stand for something."""
    path = project.generated / TABLES[kind]
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    slugs = {task.slug for task in tasks if task.kind == kind}
    return {slug: value for slug, value in before.items() if slug in slugs}


def _target(project, task, part):
    """Where the pages look for one of the files that a task produced; None if they do not."""
    name, generated = part.name, project.generated
    if task.kind == "labs":
        return project.docs / "labs" / f"{task.slug}.ipynb" if name == PRODUCT["labs"] else None
    if task.kind == "wheels":
        return wheel.target(project)
    if task.kind != "figures":
        return None  # the tables hold what pages need of it
    if part.parent.name == "frames":
        return generated / "frames" / task.slug / name
    return {PRODUCT["figures"]: generated / "figures" / f"{task.slug}.svg", "data.csv": generated / "data" / f"{task.slug}.csv"}.get(name)


def _published(project, task):
    """The files of a task that an earlier build left."""
    if task.kind == "labs":
        return {project.docs / "labs" / f"{task.slug}.ipynb"}
    if task.kind == "wheels":
        return {wheel.target(project)}
    folder = project.generated
    return {folder / "figures" / f"{task.slug}.svg", folder / "data" / f"{task.slug}.csv", *(folder / "frames" / task.slug).glob("*.js")}


def _sweep(project, wanted):
    for path in [*project.generated.rglob("*.*"), *(project.docs / "labs").glob("*.ipynb")]:
        if path.is_file() and path not in wanted and not path.name.startswith(".draft-"):
            path.unlink()


# -- planning ----------------------------------------------------------------------------------------------------------


def _figure_task(project, slug, path, runs):
    experiment = _constant(path, "EXPERIMENT")
    if experiment is not None and experiment not in runs:
        raise UnknownSlug("experiment", experiment, runs, where=f"{path.relative_to(project.root)}: ")
    upstream = runs[experiment].key if experiment else ""
    return Task("figures", slug, closure.digest(path, project.root, upstream, svg.recipe()), path, (experiment,) if experiment else ())


def _claims_task(project, slug, path, runs):
    """The claims of a lesson, with every experiment that one of them names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    keywords = (node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "experiment")
    named = sorted({node.value.value for node in keywords if isinstance(node.value, ast.Constant)})
    for experiment in named:
        if experiment not in runs:
            raise UnknownSlug("experiment", experiment, runs, where=f"{path.relative_to(project.root)}: ")
    key = closure.digest(path, project.root, claims.recipe(), *(runs[experiment].key for experiment in named))
    return Task("claims", slug, key, path, tuple(named))


def _constant(path, name):
    """The literal that a module assigns to `name`, without importing it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            return ast.literal_eval(node.value)
    return None


def _choose(tasks, only):
    if not only:
        return tasks
    known = {task.slug for task in tasks}
    for slug in only:
        if slug not in known:
            raise UnknownSlug("experiment, figure, lab or lesson", slug, sorted(known))
    needed = set(only) | {experiment for t in tasks if t.slug in only for experiment in t.experiments}
    return [t for t in tasks if t.slug in only or (t.kind == "experiments" and t.slug in needed)]


def _describe(project, task):
    """What the page shows of a figure besides the drawing: caption and source, both from `draw`."""
    text = task.source.read_text(encoding="utf-8")
    draw = next((n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name == "draw"), None)
    where = task.source.relative_to(project.root).as_posix()
    if draw is None or not ast.get_docstring(draw):
        raise BuildError(f"{where}: a figure needs a function draw(ax, result) whose docstring is its caption")
    return {
        "caption": " ".join(ast.get_docstring(draw).split()),
        "source": _without_docstring(text, draw),
        "path": where,
        "experiment": task.experiments[0] if task.experiments else None,
    }


def _without_docstring(text, function):
    """The function as text; its docstring already stands above it, as the caption."""
    lines = text.splitlines()
    doc = function.body[0]
    return "\n".join([*lines[function.lineno - 1 : doc.lineno - 1], *lines[doc.end_lineno : function.end_lineno]])


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
