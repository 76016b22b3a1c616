"""The note's network with all its copies, drawn from the sharing pattern of the real layers."""

import numpy as np

from dlnotes.experiments._scanner import WINDOW, convolutions, scanner, sharing
from dlnotes.figures._units import colour_of, draw_letter
from dlnotes.figures.style import INK, PAPER, bare

SIZE = (4.6, 3.85)
RISE = 2.3  # between layers, in widths of one input


def draw(ax, result, stack=None, size=WINDOW):
    """Eight inputs at the bottom, two answers at the top. A letter and its colour stand for one filter:
    all circles with the same letter compute the same weighted sum, each of other inputs. A missing wire is
    a weight that is zero. [[scanning-mlp.local:d]] wires are drawn, and they carry
    [[scanning-mlp.shared:d]] different numbers."""
    stack = stack or scanner(np.random.default_rng(0))
    centres = np.arange(size, dtype=float)  # of the positions in the layer below
    below, first, y = centres, 0, 0.0
    ax.scatter(below, np.zeros(size), s=110, marker="s", facecolor=PAPER, edgecolor=INK, zorder=3)
    _label(ax, y, f"{size} inputs")
    for conv in convolutions(stack):
        numbers = sharing(conv, len(centres))
        starts = range(0, len(centres) - conv.kernel_size + 1, conv.stride)
        centres = np.array([centres[start : start + conv.kernel_size].mean() for start in starts])
        units = _spread(centres, conv.out_channels)
        filters = [first + unit % conv.out_channels for unit in range(len(units))]
        for unit, source in np.argwhere(numbers):
            wire = dict(color=colour_of(filters[unit]), lw=0.9, zorder=1)
            ax.plot([below[source], units[unit]], [y, y + RISE], **wire)
        y += RISE
        for x, number in zip(units, filters):
            ax.scatter(x, y, s=185, facecolor=colour_of(number), edgecolor=PAPER, lw=0.8, zorder=3)
            draw_letter(ax, x, y, number)
        _label(ax, y, f"{conv.out_channels} filters\n{len(centres)} place{'s' * (len(centres) > 1)}")
        below, first = units, first + conv.out_channels
    ax.set_xlim(-2.05, size - 0.5)
    ax.set_ylim(-0.5, y + 0.5)
    bare(ax)


def _spread(centres, filters):
    """Units of one position side by side: (positions,) -> (positions·filters,)."""
    room = centres[1] - centres[0] if len(centres) > 1 else np.inf
    gap = min(0.85, 0.94 * room / filters)
    return (centres[:, None] + gap * (np.arange(filters) - (filters - 1) / 2)).ravel()


def _label(ax, y, text):
    ax.text(-2.0, y, text, fontsize=10, ha="left", va="center", linespacing=1.3)
