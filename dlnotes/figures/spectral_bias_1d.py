"""How much of each wave a network has learnt, while it trains."""

import numpy as np

from dlnotes.figures.style import COLOURS

EXPERIMENT = "spectral-bias-1d"
LAYOUT = [["relu", "gelu"], ["encoding", "gaussian"]]
SIZE = (4.6, 4.0)
NUMBERED = {"relu": 3, "gelu": 4}  # panel → how many numbers stand on the left of their lines
NUMBERED_AT = (0.75, 0.6, 0.4, 0.62, 0.3)  # shares at which no number meets another line
TITLES = {"relu": "ReLU", "gelu": "GELU", "encoding": "ReLU + encoding", "gaussian": "Gaussian, σ = 0.1"}


def draw(ax, result):
    """Five waves, [[spectral-bias-1d.seeds:d]] starts, medians: how much of each wave the network has drawn,
    by training step (each mark ten times the one before). Numbers are the waves' frequencies, thinner lines
    faster waves. Bare ReLU takes them in order and is still short of the fastest at the end; GELU gets
    further. The Gaussian keeps the order too, but needs tens of steps instead of hundreds; the encoding draws
    all five almost together.
    """
    top = 1.05 * max(result[f"{name}_shares"].max() for name in TITLES)
    steps, frequencies = result["steps"], result["frequencies"]
    for name, title in TITLES.items():
        colour, shares = COLOURS["relu+encoding" if name == "encoding" else name], result[f"{name}_shares"].T
        for rank, (frequency, share) in enumerate(zip(frequencies, shares, strict=True)):
            ax[name].plot(steps, share, color=colour, lw=2.2 - 0.35 * rank)
            if name in NUMBERED:
                side = "left" if rank < NUMBERED[name] else "right"
                _number(ax[name], frequency, steps, share, NUMBERED_AT[rank], side)
        ax[name].set_title(title, color=colour)
        ax[name].set_xscale("log")
        ax[name].minorticks_off()
        ax[name].set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
        ax[name].set_xlim(1, 1200)
        ax[name].set_ylim(-0.1, top)
        ax[name].set_yticks([0, 0.5, 1])
    for name in ("encoding", "gaussian"):
        ax[name].set_xlabel("training step")
    for name in ("relu", "encoding"):
        ax[name].set_ylabel("share learnt")


def _number(ax, frequency, steps, share, height, side):
    """The frequency of a wave, beside its line where that reaches `height`."""
    near = np.argmax(share >= height)
    shift, align = ((-3, 0), "right") if side == "left" else ((4, -8), "left")
    beside = dict(xytext=shift, textcoords="offset points", ha=align)
    colour = ax.lines[-1].get_color()
    ax.annotate(str(frequency), (steps[near], share[near]), **beside, color=colour, fontsize=10)
