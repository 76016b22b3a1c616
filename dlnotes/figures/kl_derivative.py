"""The slopes of both branches, with the note's two worked points."""

from dlnotes.figures.style import COLOURS, FAINT, INK, MUTED, label_line

EXPERIMENT = "loss-curves"


def draw(ax, result):
    r"""At $Y = 0.9$ the label decides everything: if $d = 1$ the slope is [[loss-curves.right_slope:.3f]]
    (raise $Y$ a little), if $d = 0$ it is [[loss-curves.wrong_slope:+.0f]] (lower it, urgently). The open
    circles are the slopes at a perfect answer, $-1$ and $+1$: neither curve reaches zero."""
    ax.axhline(0, color=FAINT, lw=1)
    ax.axvline(0.9, color=FAINT, lw=1)
    (ones,) = ax.plot(result["y"], result["kl_slope_1"], color=COLOURS["kl"])
    (zeros,) = ax.plot(result["y"], result["kl_slope_0"], color=COLOURS["kl"], ls=(0, (4, 2)))
    label_line(ax, ones, "$d = 1$:  $-1/Y$", 0.16, offset=(8, -8), ha="left", va="center")
    label_line(ax, zeros, "$d = 0$:  $1/(1-Y)$", 0.72, offset=(-6, 4), ha="right")
    for d, name, edge in ((1, "right_slope", "edge_slope_1"), (0, "wrong_slope", "edge_slope_0")):
        slope = float(result[name])
        ax.plot(0.9, slope, "o", color=INK, ms=6)
        down, align = (0, "center") if d == 0 else (-5, "top")
        beside = dict(xytext=(-9, down), textcoords="offset points", ha="right", va=align)
        ax.annotate(f"{slope:+.3g}".replace("-", "\u2212"), (0.9, slope), **beside)
        ax.plot(float(d), float(result[edge]), "o", mfc="none", mec=COLOURS["kl"], ms=6, clip_on=False)
    ax.text(0.89, -11.4, "$Y = 0.9$", ha="right", va="bottom", color=MUTED, fontsize=10)
    ax.set(xlim=(0, 1), ylim=(-12, 12), xlabel="output $Y$", ylabel="slope  $d\\,\\mathrm{Div}/dY$")
