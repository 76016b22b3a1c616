"""The figures of Numbers and Math: drawn twice alike, and drawn from the networks themselves."""

import importlib

import matplotlib
import numpy as np
import pytest
from matplotlib.patches import PathPatch, Rectangle

from dlnotes.experiments import gradient_routing
from dlnotes.experiments._scanner import convolutions, dilated, scanner
from dlnotes.site.products import svg

SLUGS = [
    "scanning-mlp",
    "weight-sharing",
    "time-delay-network",
    "shift-strip",
    "gradient-gates",
    "unseen-inputs",
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


def cells(ax):
    """Facecolour of every cell, in the order of drawing; cells that look alike are one patch."""
    return [
        patch.get_facecolor()
        for patch in ax.patches
        for _ in range(len(patch.get_path().vertices) // 5)
        if isinstance(patch, PathPatch)
    ]


def test_the_matrices_have_one_cell_for_each_weight():
    ax = axes_of(module("weight-sharing"))
    assert len(cells(ax)) == 236 + 92 + 92  # dense, local, shared
    assert sum(isinstance(patch, Rectangle) for patch in ax.patches) == 9  # their frames


def test_equal_weights_are_painted_alike_and_different_ones_differently():
    paints = set(cells(axes_of(module("weight-sharing")))[-92:])
    # Six colours: filters a and g share one, b and h, c and i.
    assert len({(colour[:3], round(colour[3], 3)) for colour in paints}) >= 36


def test_crosses_mark_the_inputs_that_no_window_reads():
    figure = module("unseen-inputs")
    assert count_crosses(axes_of(figure, cases=((7, 2, 2, 0, 1),))) == 1
    assert count_crosses(axes_of(figure, cases=((8, 2, 2, 0, 1),))) == 0
    assert count_crosses(axes_of(figure, cases=((10, 1, 3, 0, 1),))) == 6


def count_crosses(ax):
    return sum(line.get_linewidth() == 1.6 for line in ax.lines)


def test_the_strips_show_eight_answers_on_the_left_and_one_moving_on_the_right():
    strip = module("shift-strip")
    stack = scanner(np.random.default_rng(strip.SEED))
    left, right = (
        np.array([strip._answer(net, 8 + s, strip.SAMPLES) for s in range(9)])
        for net in (stack, dilated(stack))
    )
    shades = np.sort(left[:8, 1]) / left.max()
    assert np.diff(shades).min() > 0.04 and shades.min() > 0.3
    np.testing.assert_allclose(left[8, 1:], left[0, :-1], atol=1e-12)
    for shift in range(1, 9):
        np.testing.assert_allclose(right[shift, shift:], right[0, :-shift], atol=1e-12)
