"""Figures, drawn: the figure itself, each file of its further settings, and its data; the pieces in
several processes."""

import ast
import importlib
import json
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import SourceError
from dlnotes.site.products import arrays, csv_table, frames, svg
from dlnotes.site.products.product import MEANING, Source
from dlnotes.site.sources.captions import caption

NAME, DRAWS_ON = "figures", MEANING
AUTHORS_CODE = True


def sources(project):
    for slug, path in project.figures().items():
        try:
            line, experiment = _experiment(path, project.name(path))
        except SourceError as error:
            yield error.problem
        else:
            upstream = (("experiments", experiment),) if experiment else ()
            yield Source(slug, path, upstream=upstream, line=line)


def parts(task) -> list:
    """What can be drawn apart: None is the figure as it starts, a name one file of its further settings."""
    knobs = _knobs(task)
    return [None, *frames.names(knobs)] if knobs else [None]


def make(project, task, piece):
    """([(state, Drawing), …] of a piece, the names of what was read of the result)."""
    module, knobs = _module(task), _knobs(task)
    result = csv_table.Watched(_result(project, task))
    states = frames.states(knobs, piece) if piece else [frames.start(knobs)]
    return [(state, svg.render(module, task.slug, result, state)) for state in states], list(result.read)


def store(project, task, outcomes, folder: Path) -> None:
    knobs, drawn = _knobs(task), [drawings for drawings, _ in outcomes]
    frames.demand_still(task.slug, sum(drawn, []))
    (_, first), *_ = drawn[0]
    texts = {
        "figure.svg": first.svg,
        "figure.json": json.dumps({"knobs": frames.describe(knobs), "reading": first.reading}),
    }
    for name, drawings in zip(parts(task)[1:], drawn[1:]):
        texts[f"frames/{name}.js"] = frames.script(task.slug, name, [drawing for _, drawing in drawings])
    if task.upstream:
        result, turned = _result(project, task), {knob.name: knob.values for knob in knobs}
        read = dict.fromkeys(name for _, names in outcomes for name in names)
        # What the controls can be set to comes first: the [i, j] of other columns count these values.
        texts["data.csv"] = csv_table.table(turned | {name: result[name] for name in read})
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def files(project, task, entry) -> dict:
    found = {project.generated / "figures" / f"{task.slug}.svg": entry / "figure.svg"}
    found[project.generated / "source" / "figures" / task.source.name] = task.source
    if task.upstream:
        found[project.generated / "data" / f"{task.slug}.csv"] = entry / "data.csv"
    for part in (entry / "frames").glob("*.js"):
        found[project.generated / "frames" / task.slug / part.name] = part
    return found


def tables(project, entries, so_far) -> dict:
    """What a page shows of a figure besides the drawing: its caption as it is now."""
    rows = {}
    for task, entry in entries.items():
        drawn = json.loads((entry / "figure.json").read_text(encoding="utf-8"))
        rows[task.slug] = _describe(project, task) | drawn
    return {"figures.json": rows}


def _describe(project, task):
    name = project.name(task.source)
    said = " ".join(line for _, line in caption(task.source, name))
    return {
        "caption": " ".join(said.split()),
        "path": name,
        "experiment": task.upstream[0].slug if task.upstream else None,
    }


def _experiment(path, name):
    """(line, slug) of the experiment that a module draws, without importing it; the slug is None if it draws
    none."""
    for node in reading.module(path, name).body:
        if isinstance(node, ast.Assign) and "EXPERIMENT" in map(ast.unparse, node.targets):
            slug = getattr(node.value, "value", None)
            if not isinstance(slug, str):
                got = ast.unparse(node.value)
                said = f'the experiment is named in letters, EXPERIMENT = "slug", not {got}'
                raise SourceError(name, node.lineno, said)
            return node.lineno, slug
    return 1, None


def _result(project, task):
    return arrays.load(task.upstream[0].entry(project.cache)) if task.upstream else {}


def _module(task):
    return importlib.import_module(f"dlnotes.figures.{task.source.stem}")


def _knobs(task):
    return getattr(_module(task), "KNOBS", ())
