"""Training loss against depth, with and without a skip connection."""

import numpy as np

from dlnotes.figures.style import COLOURS

EXPERIMENT = "degradation"
SIZE = (4.6, 2.7)


def draw(ax, result):
    r"""*Training* loss of two families of nets on the same spiral, against depth: [[degradation.seeds:d]]
    runs each (dots), and their median (lines). Batch normalisation, weights at the start, data and number of
    steps are the same; only the skip connection differs."""
    for name in ("plain", "residual"):
        losses = result[f"{name}_loss"]
        for depth, values in zip(result["depths"], losses, strict=True):
            ax.plot([depth] * len(values), values, "o", ms=3, color=COLOURS[name], alpha=0.6, mew=0)
        ax.plot(result["depths"], np.median(losses, axis=1), color=COLOURS[name])
    last = result["depths"][-1]
    ax.text(0.85 * last, 0.16, "plain", color=COLOURS["plain"], ha="left", va="center")
    ax.text(0.72 * last, 0.0105, "with skip connections", color=COLOURS["residual"], ha="center", va="bottom")
    ax.axhline(np.log(2), color=COLOURS["plain"], lw=0.8, ls=":")
    small = dict(color=COLOURS["plain"], ha="left", va="bottom", fontsize=10)
    ax.text(result["depths"][0], 0.75, "guessing: log 2", **small)
    ax.set(yscale="log", ylim=(3e-3, 1.3), xticks=result["depths"])
    ax.set(xlabel="depth (layers of weights)", ylabel="training loss")
