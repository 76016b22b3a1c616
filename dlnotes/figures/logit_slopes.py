"""Slopes with respect to the logit, for d = 1."""

from dlnotes.figures.style import COLOURS, FAINT, MUTED, label_line

EXPERIMENT = "loss-curves"


def draw(ax, result):
    r"""Seen through the sigmoid, with $d = 1$. KL pulls hardest where the network is most wrong (far left).
    L2 pulls hardest at $Y = \frac{1}{3}$ and hardly at all at the far left: at $z = -10$ its slope is
    [[loss-curves.l2_tail_slope:.1e]], and KL's is [[loss-curves.tail_ratio:,.0f]] times as large. At the
    right both slopes fade to zero."""
    ax.axhline(0, color=FAINT, lw=1)
    (kl,) = ax.plot(result["z"], result["kl_slope_over_z"], color=COLOURS["kl"])
    (l2,) = ax.plot(result["z"], result["l2_slope_over_z"], color=COLOURS["l2"])
    label_line(ax, kl, "KL:  $Y-1$", 0.0, offset=(8, -6), ha="left", va="center")
    label_line(ax, l2, r"L2:  $-Y(1-Y)^2$", -3.4, offset=(0, -22), ha="center", va="top")
    ax.text(-7.8, -1.08, "confidently wrong", color=MUTED, fontsize=10, va="center")
    ax.text(7.8, 0.08, "confidently right", color=MUTED, fontsize=10, ha="right", va="center")
    ax.set(xlim=(-8, 8), ylim=(-1.15, 0.15), xlabel="logit $z$", ylabel=r"slope  $d\,\mathrm{Div}/dz$")
