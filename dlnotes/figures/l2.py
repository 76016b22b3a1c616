"""½(y − 1)² with its tangent at the note's worked point."""

from dlnotes.figures.style import COLOURS, FAINT, INK, MUTED, label_line

EXPERIMENT = "loss-curves"


def draw(ax, result):
    r"""At $y = 1.5$ with $d = 1$ the L2 divergence is [[loss-curves.l2_value:.3f]] and its slope is
    [[loss-curves.l2_slope:.1f]], which is also the error $y - d$. The slope is positive: uphill lies to the
    right, so gradient descent moves $y$ to the left, towards $d$."""
    y, d, value, slope = 1.5, 1.0, float(result["l2_value"]), float(result["l2_slope"])
    ax.axvline(d, color=FAINT, lw=1)
    (curve,) = ax.plot(result["wide"], result["l2_wide_1"], color=COLOURS["l2"])
    label_line(ax, curve, r"$\frac{1}{2}(y-d)^2$", 0.12, offset=(8, 4), ha="left")
    ends = (1.3, 2.2)
    ax.plot(ends, [value + slope * (end - y) for end in ends], color=INK, lw=1.2)
    ax.plot([y, y + 0.5, y + 0.5], [value, value, value + 0.5 * slope], color=MUTED, lw=1, ls=":")
    ax.text(y + 0.25, value - 0.02, "run 0.5", color=MUTED, ha="center", va="top", fontsize=10)
    ax.text(y + 0.53, value + 0.25 * slope, f"rise {0.5 * slope:.2f}", color=MUTED, va="center", fontsize=10)
    ax.plot(y, value, "o", color=INK, ms=6)
    above = dict(xytext=(-8, 6), textcoords="offset points", ha="right")
    ax.annotate(f"slope {slope:.1f}", (1.82, value + 0.32 * slope), **above)
    ax.annotate("", (d, -0.04), (y, -0.04), arrowprops={"arrowstyle": "->", "color": INK, "lw": 1.2})
    ax.text(y + 0.05, -0.04, "descent", va="center", fontsize=10)
    ax.text(d + 0.03, 0.5, "target $d = 1$", va="center", color=MUTED, fontsize=10)
    ax.set(xlim=(-0.05, 2.4), ylim=(-0.08, 0.53), xticks=(0, 0.5, 1, 1.5, 2))
    ax.set(xlabel="output $y$", ylabel="divergence")
