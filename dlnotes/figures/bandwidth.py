"""Seen and unseen scores over the two knobs of bandwidth, on two pictures."""

import numpy as np

from dlnotes.figures.style import COLOURS, INK, MUTED

EXPERIMENT = "bandwidth"
LAYOUT = [
    ["cat picture", "photograph picture"],
    ["cat width", "photograph width"],
    ["cat octaves", "photograph octaves"],
]
SIZE = (4.6, 6.0)


def draw(ax, result):
    r"""Two pictures of 32 × 32, half of the pixels given, medians of [[bandwidth.seeds:d]] starts; more
    bandwidth to the right. Dashed: pixels that were seen. Solid: pixels that were not. Middle row: a
    Gaussian's $\sigma$ as a multiple of the spread of what enters its first layer, with weights started in
    two ways (thick: uniform, thin: He's). Bottom row: octaves of ReLU's encoding. Every solid line rises,
    turns and falls; the dashed ones of the middle row leave the frame. The
    photograph (Grace Hopper) is by the US Navy.
    """
    for name in ("cat", "photograph"):
        ax[f"{name} picture"].imshow(result[f"{name}_picture"], vmin=0, vmax=1)
        ax[f"{name} picture"].set_title(name.capitalize())
        ax[f"{name} picture"].set_axis_off()
        width, octaves = ax[f"{name} width"], ax[f"{name} octaves"]
        _curves(width, 1 / result["ratios"], result, f"{name}_uniform", COLOURS["gaussian"], 2.2)
        _curves(width, 1 / result["ratios"], result, f"{name}_he", COLOURS["gaussian"], 1.0)
        _curves(octaves, result["octaves"], result, f"{name}_octaves", COLOURS["relu+encoding"], 2.2)
        width.set_xscale("log")
        width.minorticks_off()
        width.set_xticks([1 / 3, 1, 1 / 0.3, 10], ["3", "1", "0.3", "0.1"])
        width.set_xlabel("σ / spread")
        octaves.set_xticks([0, 2, 4, 6])
        octaves.set_xlabel("octaves")
        for axes in (width, octaves):
            axes.axhline(result[f"{name}_neighbours"], color=MUTED, lw=1, ls=(0, (4, 3)), zorder=0)
            axes.set_ylim(10, 46)
            axes.set_yticks([10, 20, 30, 40])
    for knob in ("width", "octaves"):
        ax[f"cat {knob}"].set_ylabel("PSNR in decibels")
    ax["photograph width"].text(0.34, 31, "four\nneighbours", color=MUTED, fontsize=10, va="bottom")
    ax["cat octaves"].text(3.0, 34.5, "seen", color=INK, fontsize=10, ha="right")
    ax["cat octaves"].text(4.1, 15.2, "unseen", color=INK, fontsize=10, ha="right")


def _curves(axes, x, result, key, colour, width):
    axes.plot(x, np.median(result[f"{key}_seen"], axis=1), color=colour, lw=width, ls=(0, (4, 2)))
    axes.plot(x, np.median(result[f"{key}_unseen"], axis=1), color=colour, lw=width)
