"""Both branches of the binary divergence."""

from dlnotes.figures.style import COLOURS, FAINT, label_line

EXPERIMENT = "loss-curves"


def draw(ax, result):
    r"""The label chooses the branch. Each costs nothing at its own label (the dots) and grows without
    bound towards the other end, so the curves leave the picture. They meet at $Y = \frac{1}{2}$, where
    either answer costs $\log 2$."""
    (ones,) = ax.plot(result["y"], result["kl_1"], color=COLOURS["kl"])
    (zeros,) = ax.plot(result["y"], result["kl_0"], color=COLOURS["kl"], ls=(0, (4, 2)))
    label_line(ax, ones, "$d = 1$:\n" + r"$-\log\,Y$", 0.09, offset=(8, -6), ha="left")
    label_line(ax, zeros, "$d = 0$:\n" + r"$-\log(1-Y)$", 0.91, offset=(-8, -6), ha="right")
    ax.axhline(0, color=FAINT, lw=1, zorder=0)
    ax.plot([0, 1], [0, 0], "o", color=COLOURS["kl"], ms=6, clip_on=False)
    ax.set(xlim=(0, 1), ylim=(0, 4), xlabel="output $Y$", ylabel="divergence")
