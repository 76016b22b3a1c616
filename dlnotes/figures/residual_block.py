"""He et al.'s building block, in their letters."""

from dlnotes.figures._blocks import draw_block, note_block

SIZE = (4.6, 1.5)


def draw(ax, result):
    r"""A residual block. Two *weight layers* compute $F(x)$; the *skip connection* (in colour)
    carries $x$ around them unchanged; the circle adds the two, and a last *ReLU* bends the sum."""
    names = ["$x$", "", "", "$F(x)$", "$F(x)+x$", ""]
    words = {"linear": "weight\nlayer", "skip": "identity"}
    draw_block(ax, note_block(skip=True), names, wire=0.42, **words)
    ax.set_ylim(-0.6, 0.9)
