"""Two layers, one after the other, in the note's letters."""

import numpy as np

from dlnotes.figures._blocks import draw_block, signals, steps
from dlnotes.nn import Activation, Linear, Sequential, relu, relu_grad

SIZE = (4.6, 0.7)


def network(rng=np.random.default_rng(0)):
    """linear → ReLU → linear → ReLU; the objects that the drawing walks."""
    return Sequential(
        Linear(4, 4, rng=rng), Activation(relu, relu_grad), Linear(4, 4, rng=rng), Activation(relu, relu_grad)
    )


def draw(ax, result):
    r"""The plain block. Everything that $a^{[l+2]}$ knows of $a^{[l]}$ has come through both weight matrices."""
    net = network()
    draw_block(ax, net, signals(steps(net)), wire=0.44)
    ax.set_ylim(-0.25, 0.45)
