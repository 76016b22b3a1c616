"""L2 and KL on the same axes, for both labels."""

from dlnotes.figures.style import COLOURS, FAINT

EXPERIMENT = "loss-curves"
SIZE = (4.6, 3.1)
LAYOUT = [["0", "1"]]


def draw(axes, result):
    r"""Both losses are least at the label. L2 is defined for every $y$ (solid: $\frac{1}{2}(y-d)^2$; thin:
    $(y-d)^2$, which the slide drew); KL lives between the grey lines at 0 and 1 only. Inside, KL is at least
    [[loss-curves.least_ratio:.0f]] times as steep as $\frac{1}{2}(y-d)^2$, and it arrives at its minimum with
    a slope, where L2 arrives flat."""
    for d in (0, 1):
        ax = axes[str(d)]
        for edge in (0, 1):
            ax.axvline(edge, color=FAINT, lw=1)
        ax.plot(result["wide"], 2 * result[f"l2_wide_{d}"], color=COLOURS["l2"], lw=0.9)
        ax.plot(result["wide"], result[f"l2_wide_{d}"], color=COLOURS["l2"])
        ax.plot(result["y"], result[f"kl_{d}"], color=COLOURS["kl"])
        ax.plot(d, 0, "o", color=COLOURS["kl"], ms=5)
        ax.set(xlim=(-0.25, 1.25), ylim=(-0.08, 2.6), xticks=(0, 0.5, 1))
        ax.set(xlabel="output $y$", title=f"label $d = {d}$")
    axes["0"].set_ylabel("divergence")
    axes["1"].set_yticklabels([])
    axes["0"].text(0.76, 1.75, "KL", color=COLOURS["kl"], ha="right")
    axes["0"].text(1.22, 0.5, "L2", color=COLOURS["l2"], ha="right", va="top")
    axes["1"].text(0.24, 1.75, "KL", color=COLOURS["kl"])
    axes["1"].text(-0.22, 0.5, "L2", color=COLOURS["l2"], va="top")
