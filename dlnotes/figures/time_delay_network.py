"""The scanning network without its duplicates, and the convolutions that it is, drawn from the `Conv1d` objects."""

from math import prod

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from dlnotes.experiments._scanner import WINDOW, convolutions, scanner
from dlnotes.figures.style import FAINT, FILTERS, INK, MUTED, PAPER, bare
from dlnotes.nn import conv_output_size

SIZE = (4.6, 7.9)
LAYOUT = [["minimal"], ["stack"]]
RISE, CELL = 2.2, 0.72


def draw(axes, result, stack=None, samples=2 * WINDOW):
    """Above: one unit for each filter is enough, if every layer remembers what it said before. Grey circles are such
    memories, not units, and each of the [[scanning-mlp.shared:d]] wires is one weight. Below: the same filters slide along
    [[scanning-mlp.two_windows:d]] samples as three convolutions. Grey funnels trace what the first answer is made of; the
    second answer uses the next [[scanning-mlp.hop:d]] samples and none of the first."""
    stack = stack or scanner(np.random.default_rng(0))
    _draw_minimal(axes["minimal"], convolutions(stack))
    _draw_stack(axes["stack"], convolutions(stack), samples)


def _draw_minimal(ax, convs):
    y, first, step = 0.0, 0, 1
    sources = [(x, y) for x in _groups(convs[0].kernel_size, 1)]
    ax.scatter(*zip(*sources), s=120, marker="s", facecolor=PAPER, edgecolor=INK, zorder=3)
    for conv, above in zip(convs, [*convs[1:], None]):
        _when(
            ax,
            np.mean([x for x, _ in sources[-conv.in_channels :]]),
            y,
            step * conv.dilation,
            conv.kernel_size,
        )
        memories = above.kernel_size if above else 1
        positions = _groups(memories, conv.out_channels)
        units = positions[-conv.out_channels :]
        for number, x in enumerate(units, first):
            for source in sources:
                ax.plot([source[0], x], [y, y + RISE], color=FILTERS[number % len(FILTERS)], lw=1.0, zorder=1)
        weights = len(units) * len(sources)
        ax.text(-0.6, y + RISE / 2, f"{weights} weights", fontsize=8.5, ha="left", va="center", color=INK)
        y, step = y + RISE, step * conv.stride
        for i, x in enumerate(positions):
            number = first + i % conv.out_channels
            now = i >= len(positions) - conv.out_channels
            colour = FILTERS[number % len(FILTERS)] if now else PAPER
            ax.scatter(x, y, s=200, facecolor=colour, edgecolor=PAPER if now else MUTED, lw=1.0, zorder=3)
            letter = chr(ord("a") + number)
            ax.text(
                x,
                y,
                letter,
                color=PAPER if now else MUTED,
                fontsize=8.5,
                weight="bold",
                ha="center",
                va="center_baseline",
                zorder=4,
            )
        sources, first = [(x, y) for x in positions], first + conv.out_channels
    ax.text(6.9, -0.62, "now", fontsize=8.5, ha="center", va="center")
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
        ax.text(x - 3.3 * back, y - 0.62, text, fontsize=8.5, color=MUTED, ha="center", va="center")


def _draw_stack(ax, convs, samples):
    hop = prod(conv.stride for conv in convs)
    centres, first, y = np.arange(samples, dtype=float), 0, 0.0
    _cells(ax, centres, y, [None])
    top = y + CELL / 2
    for conv in convs:
        size = conv_output_size(len(centres), conv.kernel_size, conv.stride, conv.padding, conv.dilation)
        taps = conv.dilation * np.arange(conv.kernel_size)
        reads = centres[conv.stride * np.arange(size)[:, None] + taps]  # (outputs, width)
        centres, bottom = reads.mean(axis=1), top + 1.45
        for x, (left, *_, right) in zip(centres, reads):
            if x < hop:
                _funnel(ax, (left, right, top), (x, bottom))
        text = f"{conv.out_channels} filters, width {conv.kernel_size}, stride {conv.stride}"
        ax.text(samples - 0.5, top + 0.72, text, fontsize=8.5, ha="right", va="center")
        _cells(ax, centres, bottom + CELL / 2, range(first, first + conv.out_channels))
        first, top = first + conv.out_channels, bottom + CELL * conv.out_channels
    for start in range(0, samples - WINDOW + 1, hop):
        ax.plot(
            [start - 0.4, start - 0.4, start + WINDOW - 0.6, start + WINDOW - 0.6],
            [-0.5, -0.75, -0.75, -0.5],
            color=INK,
            lw=1,
        )
        ax.text(
            start + WINDOW / 2 - 0.5,
            -1.2,
            f"window {start // hop + 1}",
            fontsize=8.5,
            ha="center",
            va="center",
        )
    ax.set_xlim(-0.6, samples - 0.4)
    ax.set_ylim(-1.6, top + 0.1)
    bare(ax)


def _cells(ax, centres, y, filters):
    for row, number in enumerate(filters):
        for column, x in enumerate(centres):
            colour = PAPER if number is None else FILTERS[number % len(FILTERS)]
            corner = (x - CELL / 2, y + (row - 0.5) * CELL)
            ax.add_patch(
                Rectangle(
                    corner,
                    CELL,
                    CELL,
                    facecolor=colour,
                    edgecolor=INK if number is None else PAPER,
                    lw=0.8,
                    zorder=2,
                )
            )
            if number is not None and column == 0:
                letter = chr(ord("a") + number)
                ax.text(
                    x,
                    y + row * CELL,
                    letter,
                    color=PAPER,
                    fontsize=8.5,
                    weight="bold",
                    ha="center",
                    va="center_baseline",
                    zorder=4,
                )


def _funnel(ax, window, output):
    (left, right, top), (x, bottom) = window, output
    corners = [
        (left - CELL / 2, top),
        (right + CELL / 2, top),
        (x + CELL / 2, bottom),
        (x - CELL / 2, bottom),
    ]
    ax.add_patch(Polygon(corners, facecolor=FAINT, edgecolor="none", zorder=1))
