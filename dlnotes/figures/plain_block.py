"""Two layers, one after the other, in the note's letters."""

from dlnotes.figures._blocks import draw_block, note_block, signals, steps

SIZE = (4.6, 0.7)


def draw(ax, result):
    r"""The plain block. Everything that $a^{[l+2]}$ knows of $a^{[l]}$ has come through
    both weight matrices."""
    net = note_block(skip=False)
    draw_block(ax, net, signals(steps(net)), wire=0.44)
    ax.set_ylim(-0.25, 0.45)
