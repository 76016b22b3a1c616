"""The figures of Numbers and Math: drawn twice alike, and drawn from the networks themselves."""

import importlib

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_hex

from dlnotes.experiments import gradient_routing
from dlnotes.experiments._scanner import convolutions, scanner
from dlnotes.figures._units import FILTERS
from dlnotes.figures.style import ACCENTS, INK
from dlnotes.site.products import svg

SLUGS = [
    "scanning-mlp",
    "time-delay-network",
    "gradient-gates",
]
WIDER = {"channels": (1, 3, 5, 1), "strides": (2, 2, 2)}


def module(slug):
    return importlib.import_module(f"dlnotes.figures.{slug.replace('-', '_')}")


def axes_of(figure, **kw):
    """The artists that `draw` leaves behind."""
    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    layout = getattr(figure, "LAYOUT", None)
    fig, axes = plt.subplot_mosaic(layout) if layout else plt.subplots()
    figure.draw(axes, {}, **kw)
    plt.close(fig)
    return axes


@pytest.mark.parametrize("slug", SLUGS)
def test_drawn_twice_it_is_the_same_bytes(slug):
    figure = module(slug)
    result = gradient_routing.run(gradient_routing.Config(seeds=(0,))) if slug == "gradient-gates" else {}
    result = {name: np.asarray(value) for name, value in result.items()}
    assert svg.render(figure, slug, result) == svg.render(figure, slug, result)


def test_the_scanning_mlp_has_one_line_for_each_wire_that_is_not_zero():
    assert len(axes_of(module("scanning-mlp")).lines) == 92


def test_another_network_is_another_drawing():
    stack = scanner(np.random.default_rng(0), **WIDER)
    ax = axes_of(module("scanning-mlp"), stack=stack)
    assert len(ax.lines) == 4 * 3 * 2 + 2 * 5 * 6 + 1 * 1 * 10
    letters = [text.get_text() for text in ax.texts if len(text.get_text()) == 1]
    assert letters.count("a") == 4 and letters.count("d") == 2 and letters.count("i") == 1


def test_the_minimal_network_has_one_line_for_each_weight():
    assert len(axes_of(module("time-delay-network"))["minimal"].lines) == 44
    stack = scanner(np.random.default_rng(0), **WIDER)
    weights = sum(conv.params["weight"].size for conv in convolutions(stack))
    assert len(axes_of(module("time-delay-network"), stack=stack)["minimal"].lines) == weights


def luminance(colour):
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in matplotlib.colors.to_rgb(colour)
    ]
    return float(np.dot((0.2126, 0.7152, 0.0722), linear))


def test_nine_filters_have_nine_letters_and_nine_colours():
    ax = axes_of(module("scanning-mlp"))
    drawn = [circles for circles in ax.collections if len(circles.get_offsets()) == 1]
    letters = [text.get_text() for text in ax.texts if len(text.get_text()) == 1]
    pairs = {
        (letter, to_hex(circle.get_facecolor()[0])) for letter, circle in zip(letters, drawn, strict=True)
    }
    assert len(pairs) == len({letter for letter, _ in pairs}) == len({colour for _, colour in pairs}) == 9


@pytest.mark.parametrize("paper", ["#ffffff", "#1e2129"])
def test_colours_that_are_the_same_in_both_schemes_can_be_seen_in_both(paper):
    for colour in set(FILTERS) - {*ACCENTS.values(), INK}:
        light, dark = sorted((luminance(colour), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3
