"""The scanning network without its duplicates, and the convolutions that it is, drawn from the layers."""

from math import prod

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from dlnotes.experiments._scanner import WINDOW, convolutions, output_size, scanner
from dlnotes.figures._units import colour_of, draw_letter
from dlnotes.figures.style import FAINT, INK, MUTED, PAPER, bare

SIZE = (4.6, 7.9)
LAYOUT = [["minimal"], ["stack"]]
RISE, CELL = 2.2, 0.72


def draw(axes, result, stack=None, samples=2 * WINDOW):
    """Above: one unit for each filter is enough, if every layer remembers what it said before. Grey
    circles are such memories, not units, and each of the [[scanning-mlp.shared:d]] wires is one weight.
    Below: the same filters slide along [[scanning-mlp.two_windows:d]] samples as three convolutions. Grey
    funnels trace what the first answer is made of; the second answer uses the next [[scanning-mlp.hop:d]]
    samples and none of the first."""
    stack = stack or scanner(np.random.default_rng(0))
    _draw_minimal(axes["minimal"], convolutions(stack))
    _draw_stack(axes["stack"], convolutions(stack), samples)


def _draw_minimal(ax, convs):
    y, first, step = 0.0, 0, 1
    sources = [(x, y) for x in _groups(convs[0].kernel_size, 1)]
    ax.scatter(*zip(*sources), s=120, marker="s", facecolor=PAPER, edgecolor=INK, zorder=3)
    for conv, above in zip(convs, [*convs[1:], None]):
        middle = np.mean([x for x, _ in sources[-conv.in_channels :]])
        _when(ax, middle, y, step * conv.dilation, conv.kernel_size)
        memories = above.kernel_size if above else 1
        positions = _groups(memories, conv.out_channels)
        units = positions[-conv.out_channels :]
        for number, x in enumerate(units, first):
            for source, _ in sources:
                ax.plot([source, x], [y, y + RISE], color=colour_of(number), lw=1.0, zorder=1)
        weights = len(units) * len(sources)
        ax.text(-0.6, y + RISE / 2, f"{weights} weights", fontsize=10, ha="left", va="center", color=INK)
        y, step = y + RISE, step * conv.stride
        for i, x in enumerate(positions):
            number = first + i % conv.out_channels
            now = i >= len(positions) - conv.out_channels
            face, line = (colour_of(number), PAPER) if now else (PAPER, MUTED)
            ax.scatter(x, y, s=200, facecolor=face, edgecolor=line, lw=1.0, zorder=3)
            draw_letter(ax, x, y, number, line)
        sources, first = [(x, y) for x in positions], first + conv.out_channels
    ax.text(6.9, -0.62, "now", fontsize=10, ha="center", va="center")
    ax.set_xlim(-0.7, 8.6)
    ax.set_ylim(-1.0, y + 0.5)
    bare(ax)


def _groups(memories, channels):
    """x of a layer's values: the present ones on the right, those it remembers to the left of them."""
    gap = 0.62
    present = 6.9 + gap * (np.arange(channels) - (channels - 1) / 2)
    return np.concatenate([present - 3.3 * back for back in range(memories - 1, -1, -1)])


def _when(ax, x, y, samples, memories):
    for back in range(1, memories):
        text = f"{back * samples} sample{'s' * (back * samples > 1)} earlier"
        ax.text(x - 3.3 * back, y - 0.62, text, fontsize=10, color=MUTED, ha="center", va="center")


def _draw_stack(ax, convs, samples):
    hop = prod(conv.stride for conv in convs)
    centres, first, y = np.arange(samples, dtype=float), 0, 0.0
    _cells(ax, centres, y, [None])
    top = y + CELL / 2
    for conv in convs:
        taps = conv.dilation * np.arange(conv.kernel_size)
        starts = conv.stride * np.arange(output_size(conv, len(centres)))
        reads = centres[starts[:, None] + taps]  # (outputs, width)
        centres, bottom = reads.mean(axis=1), top + 1.45
        for x, (left, *_, right) in zip(centres, reads):
            if x < hop:
                _funnel(ax, (left, right, top), (x, bottom))
        text = f"{conv.out_channels} filters, width {conv.kernel_size}, stride {conv.stride}"
        ax.text(samples - 0.5, top + 0.72, text, fontsize=10, ha="right", va="center")
        _cells(ax, centres, bottom + CELL / 2, range(first, first + conv.out_channels))
        first, top = first + conv.out_channels, bottom + CELL * conv.out_channels
    for start in range(0, samples - WINDOW + 1, hop):
        left, right = start - 0.4, start + WINDOW - 0.6
        ax.plot([left, left, right, right], [-0.5, -0.75, -0.75, -0.5], color=INK, lw=1)
        name = dict(fontsize=10, ha="center", va="center")
        ax.text(start + WINDOW / 2 - 0.5, -1.2, f"window {start // hop + 1}", **name)
    ax.set_xlim(-0.6, samples - 0.4)
    ax.set_ylim(-1.6, top + 0.1)
    bare(ax)


def _cells(ax, centres, y, filters):
    """A row of cells for each filter, with its letter on the first; None is a row of samples."""
    for row, number in enumerate(filters):
        face, edge = (PAPER, INK) if number is None else (colour_of(number), PAPER)
        style = dict(facecolor=face, edgecolor=edge, lw=0.8, zorder=2)
        for column, x in enumerate(centres):
            corner = (x - CELL / 2, y + (row - 0.5) * CELL)
            ax.add_patch(Rectangle(corner, CELL, CELL, **style))
            if number is not None and column == 0:
                draw_letter(ax, x, y + row * CELL, number)


def _funnel(ax, window, output):
    (left, right, top), (x, bottom) = window, output
    half = CELL / 2
    corners = [(left - half, top), (right + half, top), (x + half, bottom), (x - half, bottom)]
    ax.add_patch(Polygon(corners, facecolor=FAINT, edgecolor="none", zorder=1))
