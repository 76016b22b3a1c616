"""Figures, drawn: the figure itself, each file of its further settings, and its data; the pieces side by side in several processes."""

import importlib
import json

from dlnotes.site.products import csv_table as data
from dlnotes.site.products import frames, svg
from dlnotes.site.products.experiments import load_result
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.plan import PRODUCT


def pieces(task) -> list:
    """What can be drawn apart: None is the figure as it starts, a name one file of its further settings."""
    knobs = _knobs(task)
    return [None, *frames.names(knobs)] if knobs else [None]


def draw(project, task, piece):
    """([(state, Drawing), …] of a piece, the names of what was read of the result)."""
    module, knobs = importlib.import_module(task.module), _knobs(task)
    result = data.Watched(load_result(project, task.upstream[0]) if task.upstream else {})
    states = frames.states(knobs, piece) if piece else [frames.start(knobs)]
    return [(state, svg.render(module, task.slug, result, state)) for state in states], list(result.read)


def store(project, task, outcomes) -> None:
    """All pieces of a figure as one entry of the cache."""
    knobs, drawn = _knobs(task), [drawings for drawings, _ in outcomes]
    frames.demand_still(task.slug, sum(drawn, []))
    (_, first), *_ = drawn[0]
    parts = {
        PRODUCT["figures"]: first.svg,
        "figure.json": json.dumps({"knobs": frames.describe(knobs), "reading": first.reading}),
    }
    for name, drawings in zip(pieces(task)[1:], drawn[1:]):
        parts[f"frames/{name}.js"] = frames.script(task.slug, name, [drawing for _, drawing in drawings])
    if task.upstream:
        result, turned = load_result(project, task.upstream[0]), {knob.name: knob.values for knob in knobs}
        read = dict.fromkeys(name for _, names in outcomes for name in names)
        # What the controls can be set to comes first: the [i, j] of other columns count these values.
        parts["data.csv"] = data.table(turned | {name: result[name] for name in read})
    with Cache(project.cache).writing(task.kind, task.slug, task.key) as draft:
        for name, text in parts.items():
            (draft / name).parent.mkdir(exist_ok=True)
            (draft / name).write_text(text, encoding="utf-8")


def _knobs(task):
    return getattr(importlib.import_module(task.module), "KNOBS", ())
