"""The figures of the lesson on divergences: twice the same, and drawn from the result they are given."""

import importlib

import pytest

from dlnotes.experiments import loss_curves
from dlnotes.site.products.svg import render

RESULTS = {"loss-curves": loss_curves.run()}
SLUGS = [
    "l2",
    "kl",
    "kl-derivative",
    "kl-vs-l2",
    "logit-slopes",
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
    if slug == "kl-vs-l2":
        changed[name] = 0.9 * result[name]
    assert render(module, slug, changed) != render(module, slug, result)
