"""The plain block with one wire more."""

import numpy as np

from dlnotes.figures._blocks import draw_block, signals, steps
from dlnotes.nn import Activation, Linear, Residual, Sequential, relu, relu_grad

SIZE = (4.6, 1.5)


def network(rng=np.random.default_rng(0)):
    """The layers of the plain block, all but the last ReLU inside a shortcut; the objects that the drawing walks."""
    inner = Sequential(Linear(4, 4, rng=rng), Activation(relu, relu_grad), Linear(4, 4, rng=rng))
    return Sequential(Residual(inner), Activation(relu, relu_grad))


def draw(ax, result):
    r"""The same block with a shortcut; what changed is in colour. The wire leaves at $a^{[l]}$ and arrives *before* the last
    ReLU, so that ReLU bends the sum $z^{[l+2]} + a^{[l]}$, and bars the way for both."""
    net = network()
    draw_block(ax, net, signals(steps(net)), wire=0.4)
    ax.set_ylim(-0.6, 0.75)
