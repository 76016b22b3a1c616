"""The plain block with one wire more."""

from dlnotes.figures._blocks import draw_block, note_block, signals, steps

SIZE = (4.6, 1.5)


def draw(ax, result):
    r"""The same block with a skip connection; what changed is in colour. The wire leaves at $a^{[l]}$ and
    arrives *before* the last ReLU, which bends the sum $z^{[l+2]} + a^{[l]}$ and bars the way for both."""
    net = note_block(skip=True)
    draw_block(ax, net, signals(steps(net)), wire=0.4)
    ax.set_ylim(-0.6, 0.75)
