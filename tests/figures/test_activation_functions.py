"""The figures of the lesson on activation functions."""

import re
from importlib import import_module

import pytest

from dlnotes.experiments import (
    activation_functions,
    bandwidth,
    image_reconstruction,
    linear_regions,
    sigmoid_posterior,
    spectral_bias_1d,
    training_time,
)
from dlnotes.site.products.svg import render

RUNS = {
    "activation-functions": (activation_functions, {"points": 9}),
    "bandwidth": (
        bandwidth,
        {"ratios": (0.3, 3.0), "octaves": (0, 2), "seeds": (0,), "size": 8, "width": 8, "steps": 2},
    ),
    "image-reconstruction": (
        image_reconstruction,
        {"widths": (0.1, 0.03), "steps": 4, "snapshots": (0, 1, 2, 3, 4), "size": 16, "width": 8},
    ),
    "linear-regions": (linear_regions, {"width": 3, "seeds": (0,), "grid": 21, "shown": 31}),
    "sigmoid-posterior": (sigmoid_posterior, {"examples": 500, "seeds": (0,)}),
    "training-time": (
        training_time,
        {"steps": (2, 3), "short": 3, "seeds": (0,), "size": 16, "width": 8, "large": ()},
    ),
    "spectral-bias-1d": (spectral_bias_1d, {"seeds": (0,), "steps": 5, "looks": 4, "width": 8}),
}
FIGURES = [
    "activation-functions",
    "relu-reconstruction",
    "gaussian-reconstruction",
    "training-time",
    "linear-regions",
    "sigmoid-posterior",
    "spectral-bias-1d",
    "bandwidth",
]


@pytest.fixture(scope="module")
def results():
    return {slug: module.run(module.Config(**small)) for slug, (module, small) in RUNS.items()}


def module_of(slug):
    return import_module(f"dlnotes.figures.{slug.replace('-', '_')}")


@pytest.mark.parametrize("slug", FIGURES)
def test_it_draws_the_same_bytes_twice(slug, results):
    module = module_of(slug)
    first, second = (render(module, slug, results[module.EXPERIMENT]) for _ in range(2))
    assert first == second


def test_pictures_are_embedded_not_drawn_pixel_by_pixel(results):
    text = render(
        module_of("gaussian-reconstruction"), "gaussian-reconstruction", results["image-reconstruction"]
    ).svg
    assert len(re.findall("<image", text)) == 6


def test_every_unit_that_switches_inside_the_square_has_its_crease(results):
    result = results["linear-regions"]
    text = render(module_of("linear-regions"), "linear-regions", result).svg
    creases = sum(
        int(v.min() < 0 < v.max()) for name in ("with", "without") for v in result[f"{name}_before"]
    )
    assert len(re.findall(r'<path [^>]*clip-path[^>]*style="fill: none; stroke: var', text)) == creases > 0
