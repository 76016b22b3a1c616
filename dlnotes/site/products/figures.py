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
    knobs = knobs_of(task)
    return [None, *frames.names(knobs)] if knobs else [None]


def make(project, task, piece):
    """([(state, Drawing), …] of a piece, the names of what was read of the result)."""
    module, knobs = module_of(task), knobs_of(task)
    result = csv_table.Watched(result_of(project, task))
    states = frames.states(knobs, piece) if piece else [frames.start(knobs)]
    return [(state, svg.render(module, task.slug, result, state)) for state in states], list(result.read)


def store(project, task, outcomes, folder: Path) -> None:
    knobs, drawn = knobs_of(task), [drawings for drawings, _ in outcomes]
    frames.demand_still(task.slug, sum(drawn, []))
    (_, first), *_ = drawn[0]
    texts = {
        "figure.svg": first.svg,
        "figure.json": json.dumps({"knobs": frames.describe(knobs), "reading": first.reading}),
    }
    for name, drawings in zip(parts(task)[1:], drawn[1:]):
        texts[f"frames/{name}.js"] = frames.script(task.slug, name, [drawing for _, drawing in drawings])
    if task.upstream:
        result, turned = result_of(project, task), {knob.name: knob.values for knob in knobs}
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


def owed(project, task, seconds) -> dict:
    """A frame of the figure's size, and how long it takes."""
    width, height = (72 * inches for inches in _size(task.source, project.name(task.source)))
    slugs = " ".join(made.slug for made in (task, *task.upstream))
    cost = f"takes about {max(1, round(seconds))} s" if seconds else ""
    frame = (
        f'<svg viewBox="0 0 {width:g} {height:g}" xmlns="http://www.w3.org/2000/svg" fill="none">'
        f'<rect x="1" y="1" width="{width - 2:g}" height="{height - 2:g}" rx="6" stroke="currentColor" '
        'stroke-dasharray="4 4"/><text x="50%" y="50%" text-anchor="middle" font-size="12" '
        f'fill="currentColor" data-owed="{slugs}">{cost}</text></svg>'
    )
    return {project.generated / "figures" / f"{task.slug}.svg": frame.encode()}


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
    node = _assigned("EXPERIMENT", path, name)
    slug = getattr(node, "value", None)
    if node and not isinstance(slug, str):
        said = f'the experiment is named in letters, EXPERIMENT = "slug", not {ast.unparse(node)}'
        raise SourceError(name, node.lineno, said)
    return node.lineno if node else 1, slug


def _size(path, name):
    """(width, height) in inches of what a module draws, without importing it."""
    from dlnotes.figures import style

    try:
        width, height = ast.literal_eval(_assigned("SIZE", path, name))
        return float(width), float(height)
    except (TypeError, ValueError):
        return style.SIZE  # it has none, or one that is computed


def _assigned(constant, path, name):
    """The expression that a module gives to a constant; None if it has none of that name."""
    for node in reading.module(path, name).body:
        if isinstance(node, ast.Assign) and constant in map(ast.unparse, node.targets):
            return node.value
    return None


def result_of(project, task):
    return arrays.load(task.upstream[0].entry(project.cache)) if task.upstream else {}


def module_of(task):
    return importlib.import_module(f"dlnotes.figures.{task.source.stem}")


def knobs_of(task):
    return getattr(module_of(task), "KNOBS", ())
