"""The drawings of lesson 1: the same bytes twice, and another network gives another drawing."""

import importlib

import numpy as np
import pytest

from dlnotes.figures import shortcut_block
from dlnotes.figures._blocks import draw_block, note_block, signals, steps
from dlnotes.nn import Activation, BatchNorm1d, Linear, Residual, Sequential, sigmoid, sigmoid_grad
from dlnotes.site.products import svg


def render(name, result=None):
    module = importlib.import_module(f"dlnotes.figures.{name}")
    return svg.render(module, name.replace("_", "-"), result or {})


@pytest.mark.parametrize("name", ["residual_block", "plain_block", "shortcut_block"])
def test_a_diagram_is_the_same_twice(name):
    assert render(name) == render(name)


def test_the_walk_names_what_the_signal_meets():
    assert list(steps(note_block(skip=True))) == [
        ("split",),
        ("box", "linear", "linear"),
        ("box", "activation", "ReLU"),
        ("box", "linear", "linear"),
        ("sum",),
        ("box", "activation", "ReLU"),
    ]


def test_signals_are_numbered_as_in_the_note():
    names = [name.replace("$", "") for name in signals(steps(note_block(skip=True)))]
    assert names == ["a^{[l]}", "z^{[l+1]}", "a^{[l+1]}", "z^{[l+2]}", "z^{[l+2]} + a^{[l]}", "a^{[l+2]}"]


def other_network():
    rng = np.random.default_rng(0)
    inner = Sequential(Linear(4, 4, rng=rng), BatchNorm1d(4), Activation(sigmoid, sigmoid_grad))
    return Sequential(Residual(inner), Activation(sigmoid, sigmoid_grad))


def test_the_drawing_follows_the_network(monkeypatch):
    before = render("shortcut_block")
    monkeypatch.setattr(shortcut_block, "note_block", lambda skip: other_network())
    assert render("shortcut_block") != before


def test_what_is_drawn_is_what_the_network_has():
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots()
    draw_block(ax, other_network(), signals(steps(other_network())))
    texts = [text.get_text() for text in ax.texts]
    plt.close(figure)
    assert texts.count("sigmoid") == 2 and texts.count("BN") == 1 and texts.count("+") == 1


def test_an_unknown_layer_is_refused():
    with pytest.raises(TypeError, match="no drawing"):
        list(steps(object()))
