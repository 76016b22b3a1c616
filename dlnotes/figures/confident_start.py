"""Steps to recover against how wrong the start is."""

import numpy as np

from dlnotes.figures.style import COLOURS, MUTED

EXPERIMENT = "confident-start"
SIZE = (4.6, 3.3)


def draw(ax, result):
    r"""Steps of gradient descent (step size 1, label 1) until $\sigma(z) > 0.95$, against how wrong the start
    is. Each further unit of $|z_0|$ costs KL about one step; beyond about 7 it multiplies L2's bill by $e$
    (thin line: $e^{|z_0|}$). At $z_0 = -12$ that is [[confident-start.kl_12:,]] steps against
    [[confident-start.l2_12:,]]. Mind the logarithmic axis."""
    wrong = -result["starts"]
    ax.plot(wrong, np.exp(wrong), color=MUTED, lw=0.9)
    ax.plot(wrong, result["l2_steps"], "o-", color=COLOURS["l2"], ms=4)
    ax.plot(wrong, result["kl_steps"], "o-", color=COLOURS["kl"], ms=4)
    ax.text(6.7, 3600, "L2", color=COLOURS["l2"], ha="right")
    ax.text(8, 44, "KL", color=COLOURS["kl"], ha="center")
    ax.text(5.1, 90, r"$e^{|z_0|}$", color=MUTED, ha="left", va="center")
    ax.set(yscale="log", ylim=(8, 4e5), xlim=(-0.4, 12.4), xticks=range(0, 13, 2))
    ax.set(xlabel=r"how wrong the start is, $|z_0|$", ylabel="steps")
