"""Where the windows of a convolution fall, and which inputs fall between them."""

import numpy as np
from matplotlib.patches import Rectangle

from dlnotes.figures.style import ACCENTS, FAINT, INK, MUTED, PAPER, bare
from dlnotes.nn import conv_output_size, unseen_inputs

SIZE = (4.6, 6.45)
# input, kernel, stride, padding, dilation
CASES = ((8, 2, 2, 0, 1), (7, 2, 2, 0, 1), (8, 3, 2, 1, 1), (8, 2, 3, 0, 1), (8, 2, 1, 0, 4))


def draw(ax, result, cases=CASES):
    """Squares are inputs, dashed squares are zeros added by padding, and each bar below is one window, with a dot for every
    input that it reads. Crossed squares are read by no window. With padding the floor often cuts off nothing but a zero; a stride
    longer than the kernel loses inputs in the middle of the signal, and no formula for the length shows it."""
    y = 0.0
    for case in cases:
        y = _case(ax, y, *case)
    ax.set_xlim(-1.7, 10.1)
    ax.set_ylim(y + 0.5, 0.6)
    bare(ax)


def _case(ax, y, n, k, s, p, d):
    outputs, unseen = conv_output_size(n, k, s, p, d), unseen_inputs(n, k, s, p, d)
    extra = "".join([f", padding {p}"] * (p > 0) + [f", dilation {d}"] * (d > 1))
    ax.text(-1.5, y, f"n = {n}, kernel {k}, stride {s}{extra}: {outputs} outputs", va="center", fontsize=9)
    y -= 1.15
    for i in range(-p, n + p):
        padded, lost = not 0 <= i < n, i in unseen
        edge = ACCENTS["vermillion"] if lost else MUTED if padded else INK
        ax.add_patch(Rectangle((i - 0.4, y - 0.4), 0.8, 0.8, facecolor=PAPER, edgecolor=edge, lw=1.1, ls="--" if padded else "-"))
        if lost:
            ax.plot([i - 0.24, i + 0.24], [y - 0.24, y + 0.24], color=edge, lw=1.6)
            ax.plot([i - 0.24, i + 0.24], [y + 0.24, y - 0.24], color=edge, lw=1.6)
    lanes = _lanes(outputs, s, d * (k - 1) + 1)
    for t, lane in enumerate(lanes):
        taps, height = s * t - p + d * np.arange(k), y - 0.72 - 0.34 * lane
        ax.plot([taps[0] - 0.3, taps[-1] + 0.3], [height, height], color=FAINT, lw=4.5)
        ax.scatter(taps, np.full(k, height), s=16, color=ACCENTS["blue"], zorder=3)
    return y - 0.72 - 0.34 * max(lanes) - 1.15


def _lanes(outputs, stride, span):
    """Windows that overlap are drawn in different lanes."""
    lanes = -(-span // stride)
    return [t % lanes for t in range(outputs)]
