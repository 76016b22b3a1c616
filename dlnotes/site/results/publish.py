"""Current results, copied to where the pages look for them: `docs/generated/` and `docs/labs/`.

Only bytes that changed are written, since `mkdocs serve` rebuilds on every write, and what no slug stands for any more is removed.
"""

import ast
import json
import math

from dlnotes.site.products import claims, notebooks
from dlnotes.site.project import BuildError, Project
from dlnotes.site.published import Generated
from dlnotes.site.results.cache import Cache, write_if_changed
from dlnotes.site.results.plan import PRODUCT, Task, stale
from dlnotes.site.sources.gaps import gaps

TABLES = {"experiments": "numbers.json", "figures": "figures.json", "claims": "claims.json"}


def publish(project: Project, tasks: list[Task]) -> None:
    """Copy the current results to where the pages look for them; remove what no slug stands for any more.

    A task that has not run yet (another slug was asked for) keeps what was published of it before.
    """
    waiting = stale(project, tasks)
    ready = [task for task in tasks if task not in waiting]
    files = {target: part.read_bytes() for task in ready for target, part in _files(project, task)}
    files |= {
        project.generated / TABLES[kind]: text.encode()
        for kind, text in _tables(project, tasks, ready).items()
    }
    for source in [
        *project.experiments().values(),
        *project.snippets(),
        *project.exercises().values(),
    ]:  # what ledger, cards and exercises link to
        files[project.generated / "source" / source.relative_to(source.parents[1])] = source.read_bytes()
    files |= {target: text.encode() for target, text in notebooks.notebooks(project).items()}
    for target, data in files.items():
        write_if_changed(target, data)
    _sweep(project, files.keys() | {path for task in waiting for path in _published(project, task)})


def _tables(project, tasks, ready):
    """Kind → JSON of all its slugs; of those that are not ready, as published before."""
    cache, tables = Cache(project.cache), {kind: _table(project, kind, tasks) for kind in TABLES}
    for task in ready:
        entry = cache.entry(task.kind, task.slug, task.key)
        if task.kind == "experiments":
            tables["experiments"][task.slug] = json.loads((entry / "numbers.json").read_text())
        elif task.kind == "claims":
            tables["claims"][task.slug] = json.loads((entry / PRODUCT["claims"]).read_text())
        elif task.kind == "figures":
            tables["figures"][task.slug] = _describe(project, task) | json.loads(
                (entry / "figure.json").read_text(encoding="utf-8")
            )
    tables["experiments"]["claims"] = claims.tally(tables["claims"], len(gaps(project)))
    generated = Generated.joined(project, tables["figures"], tables["experiments"], tables["claims"])
    for claim in (claim for decided in tables["claims"].values() for claim in decided.values()):
        claim["plain"] = generated.filled(claim["statement"])  # for readers of claims.json
    return {kind: json.dumps(_finite(table), indent=1) + "\n" for kind, table in tables.items()}


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


def _files(project, task):
    """(where the pages look for it, file) for each file of a task's result that they need; the tables hold the rest."""
    entry, generated = Cache(project.cache).entry(task.kind, task.slug, task.key), project.generated
    if task.kind == "labs":
        yield project.docs / "labs" / f"{task.slug}.ipynb", entry / PRODUCT["labs"]
        for part in (entry / "drawings").glob("*.svg"):
            yield generated / "labs" / task.slug / part.name, part
    elif task.kind == "wheels":
        yield project.wheel, entry / PRODUCT["wheels"]
    elif task.kind == "figures":
        yield generated / "figures" / f"{task.slug}.svg", entry / PRODUCT["figures"]
        if task.upstream:
            yield generated / "data" / f"{task.slug}.csv", entry / "data.csv"
        for part in (entry / "frames").glob("*.js"):
            yield generated / "frames" / task.slug / part.name, part


def _published(project, task):
    """The files of a task that an earlier build left."""
    folder, slug = project.generated, task.slug
    if task.kind == "figures":
        return [
            folder / "figures" / f"{slug}.svg",
            folder / "data" / f"{slug}.csv",
            *(folder / "frames" / slug).glob("*.js"),
        ]
    if task.kind == "labs":
        return [project.docs / "labs" / f"{slug}.ipynb", *(folder / "labs" / slug).glob("*.svg")]
    return [project.wheel] if task.kind == "wheels" else []


def _sweep(project, wanted):
    """Remove what is left of slugs that are gone."""
    for path in [*project.generated.rglob("*.*"), *(project.docs / "labs").glob("*.ipynb")]:
        if path.is_file() and path not in wanted and not path.name.startswith(".draft-"):
            path.unlink()


def _describe(project, task):
    """What the page shows of a figure besides the drawing: caption and source, both from `draw`."""
    text = task.source.read_text(encoding="utf-8")
    draw = next(
        (n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name == "draw"), None
    )
    where = task.source.relative_to(project.root).as_posix()
    if draw is None or not ast.get_docstring(draw):
        raise BuildError(
            f"{where}: a figure needs a function draw(ax, result) whose docstring is its caption"
        )
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
    return "\n".join(
        [*lines[function.lineno - 1 : doc.lineno - 1], *lines[doc.end_lineno : function.end_lineno]]
    )
