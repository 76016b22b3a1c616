"""Seen and unseen scores over the length of training, on two pictures."""

import numpy as np

from dlnotes.figures.style import COLOURS, MUTED

EXPERIMENT = "training-time"
LAYOUT = [
    ["cat picture", "photograph picture"],
    ["cat seen", "photograph seen"],
    ["cat unseen", "photograph unseen"],
]
SIZE = (4.6, 6.0)
NETS = {
    "tanh": ("tanh", "tanh", 1.0),
    "gelu": ("GELU", "gelu", 1.0),
    "relu": ("ReLU", "relu", 2.0),
    "encoding": ("ReLU + encoding", "relu+encoding", 2.0),
    "gaussian": ("Gaussian", "gaussian", 2.0),
}


def draw(ax, result):
    r"""Two pictures of 32 × 32, half of the pixels given; each point is a training of that length, the median
    of [[training-time.seeds:d]] starts. Middle row: seen pixels. Bottom row: unseen pixels, on a finer scale;
    the dashed line is the mean of the four neighbours. The photograph (Grace Hopper) is by the US Navy.
    """
    for picture in ("cat", "photograph"):
        ax[f"{picture} picture"].imshow(result[picture], vmin=0, vmax=1)
        ax[f"{picture} picture"].set_title(picture.capitalize())
        ax[f"{picture} picture"].set_axis_off()
        for pixels, limits in (("seen", (10, 105)), ("unseen", (13.5, 23))):
            axes = ax[f"{picture} {pixels}"]
            for name, (_, colour, width) in NETS.items():
                median = np.median(result[f"{picture}_{name}_{pixels}"], axis=1)
                axes.plot(result["steps"], median, color=COLOURS[colour], lw=width, marker="o", ms=3)
            axes.set_xscale("log")
            axes.minorticks_off()
            axes.set_xticks([100, 400, 2000], ["100", "400", "2000"])
            axes.set_ylim(*limits)
        ax[f"{picture} unseen"].axhline(
            result[f"{picture}_neighbours"], color=MUTED, lw=1, ls=(0, (4, 3)), zorder=0
        )
        ax[f"{picture} unseen"].set_xlabel("training steps")
    for row, (label, colour, _) in enumerate(NETS.values()):
        ax["cat seen"].text(95, 58 + 9 * row, label, color=COLOURS[colour], fontsize=10)
    ax["cat seen"].set_ylabel("seen, decibels")
    ax["cat unseen"].set_ylabel("unseen, decibels")
