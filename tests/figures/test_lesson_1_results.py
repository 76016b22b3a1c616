"""The result figures of lesson 1 draw small results, twice to the same bytes."""

import importlib

import pytest

from dlnotes.experiments import degradation, edge_filters, flipped_labels, gradient_norm_by_depth
from dlnotes.site.products import svg

RESULTS = {
    "gradient_norm_by_depth": lambda: gradient_norm_by_depth.run(
        gradient_norm_by_depth.Config(depths=(2, 10, 100), width=8, batch=4, seeds=(0, 1))
    ),
    "degradation": lambda: degradation.run(
        degradation.Config(depths=(4, 10), seeds=(1,), steps=4, warm_up=2, other_rates=())
    ),
    "flipped_labels": lambda: flipped_labels.run(
        flipped_labels.Config(
            settings=tuple((*setting[:2], (1, 2), setting[3][:2]) for setting in flipped_labels.SETTINGS),
            steps=2,
            tests=20,
        )
    ),
    "edge_filters": lambda: edge_filters.run(edge_filters.Config(seeds=(1,), steps=2, examples=50, tests=20)),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_is_drawn_the_same_twice(name):
    result = RESULTS[name]()
    module = importlib.import_module(f"dlnotes.figures.{name}")
    slug = name.replace("_", "-")
    assert svg.render(module, slug, result) == svg.render(module, slug, result)
