"""The windows of a convolution: squares for the inputs, a bar with dots for each window below them."""

import numpy as np
from matplotlib.patches import Rectangle

from dlnotes.figures.style import ACCENTS, FAINT, INK, MUTED, PAPER

FIRST_LANE, LANE = 0.72, 0.34  # how far the bars lie below the middle of the squares, and below one another


def draw_inputs(ax, y, n, p, unseen):
    """A square for each input, dashed for each zero of the padding, and a cross through what is unseen."""
    for i in range(-p, n + p):
        edge, line = (INK, "-") if 0 <= i < n else (MUTED, "--")
        edge = ACCENTS["vermillion"] if i in unseen else edge
        square = Rectangle((i - 0.4, y - 0.4), 0.8, 0.8, facecolor=PAPER, edgecolor=edge, lw=1.1, ls=line)
        ax.add_patch(square)
    for i in unseen:
        across = i + np.array([-0.24, 0.24, np.nan, -0.24, 0.24])
        up = y + np.array([-0.24, 0.24, np.nan, 0.24, -0.24])
        ax.plot(across, up, color=ACCENTS["vermillion"], lw=1.6)


def draw_windows(ax, y, outputs, k, s, p, d, next_one=False):
    """A bar for each window, with a dot for every input that it reads; returns the height of the lowest bar.

    With `next_one`, one more, pale and with open dots: the first window that does not fit. Windows that
    overlap lie in different lanes.
    """
    t = np.arange(outputs + next_one)
    taps = s * t[:, None] - p + d * np.arange(k)  # (windows, k)
    heights = y - FIRST_LANE - LANE * (t % lanes(k, s, d))
    for shown, inside, pale in ((t < outputs, ACCENTS["blue"], 1), (t >= outputs, PAPER, 0.5)):
        lanes_, reads = heights[shown], taps[shown]
        bar = dict(color=FAINT, lw=4.5, alpha=pale, capstyle="round")
        ax.hlines(lanes_, reads[:, 0] - 0.3, reads[:, -1] + 0.3, **bar)
        dots = dict(s=16, color=ACCENTS["blue"], facecolor=inside, zorder=3)
        ax.scatter(reads, np.repeat(lanes_, k), **dots)
    return heights.min()


def lanes(k, s, d):
    """How many windows in a row overlap."""
    return -(-(d * (k - 1) + 1) // s)
