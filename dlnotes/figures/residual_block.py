"""He et al.'s building block, in their letters."""

import numpy as np

from dlnotes.figures._blocks import draw_block
from dlnotes.nn import Activation, Linear, Residual, Sequential, relu, relu_grad

SIZE = (4.6, 1.5)


def network(rng=np.random.default_rng(0)):
    """weight layer → ReLU → weight layer inside a shortcut, then a ReLU; the objects that the drawing walks."""
    inner = Sequential(Linear(4, 4, rng=rng), Activation(relu, relu_grad), Linear(4, 4, rng=rng))
    return Sequential(Residual(inner), Activation(relu, relu_grad))


def draw(ax, result):
    r"""A residual block. Two *weight layers* compute $F(x)$; the *shortcut* (in colour) carries $x$ around them unchanged;
    the circle adds the two, and a last *ReLU* bends the sum."""
    draw_block(
        ax,
        network(),
        ["$x$", "", "", "$F(x)$", "$F(x)+x$", ""],
        linear="weight\nlayer",
        wire=0.42,
        shortcut="identity",
    )
    ax.set_ylim(-0.6, 0.9)
