"""The figures of the lesson on divergences: twice the same, and drawn from the result they are given."""

import importlib

import pytest

from dlnotes.experiments import confident_start, descent_paths, loss_curves, why_log
from dlnotes.site.products.svg import render

RESULTS = {
    "loss-curves": loss_curves.run(),
    "descent-paths": descent_paths.run(),
    "why-log": why_log.run(),
    "confident-start": confident_start.same_step(confident_start.Config(starts=tuple(range(0, -9, -1)))),
}
SLUGS = [
    "l2",
    "kl",
    "kl-derivative",
    "kl-vs-l2",
    "descent-paths",
    "off-the-edge",
    "logit-slopes",
    "confident-start",
    "why-log",
]


def module_of(slug):
    return importlib.import_module(f"dlnotes.figures.{slug.replace('-', '_')}")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_figure_drawn_twice_is_the_same(slug):
    module = module_of(slug)
    result = RESULTS[module.EXPERIMENT]
    assert render(module, slug, result) == render(module, slug, result)


@pytest.mark.parametrize(
    "slug, name",
    [
        ("l2", "l2_slope"),
        ("kl-derivative", "right_slope"),
        ("kl-vs-l2", "kl_0"),
        ("off-the-edge", "kl_path"),
        ("why-log", "absolute"),
    ],
)
def test_another_result_gives_another_drawing(slug, name):
    module = module_of(slug)
    result = RESULTS[module.EXPERIMENT]
    changed = result | {
        name: [0.9 * value for value in result[name]]
        if hasattr(result[name], "__len__")
        else 0.9 * result[name]
    }
    if slug in ("kl-vs-l2", "why-log"):
        changed[name] = 0.9 * result[name]
    assert render(module, slug, changed) != render(module, slug, result)
