"""Average penalty of a forecast, for three penalties."""

from dlnotes.figures.style import COLOURS, FAINT, INK, MUTED

EXPERIMENT = "why-log"


def draw(ax, result):
    r"""The average penalty of forecasting $q$ for an event that happens with rate 0.7 (grey line),
    each curve less its own minimum. Logarithm and square are least at the truth,
    [[why-log.best_log:.1f]] and [[why-log.best_square:.1f]]; the absolute error is least at
    [[why-log.best_absolute:.0f]], so it pays to exaggerate."""
    q, rate = result["q"], float(result["rate"])
    ax.axvline(rate, color=FAINT, lw=1.2)
    names = {"log": r"$-\log$", "square": "square", "absolute": "absolute\nerror"}
    colours = {"log": COLOURS["kl"], "square": COLOURS["l2"], "absolute": INK}
    spots = {"log": (0.24, 0.5, "left"), "square": (0.06, 0.115, "left"), "absolute": (0.5, 0.26, "left")}
    for name, label in names.items():
        curve = result[name] - result[name].min()
        ax.plot(q, curve, color=colours[name])
        ring = {"mfc": "none", "ms": 9} if name == "log" else {"ms": 5}  # two curves share their lowest point
        ax.plot(q[curve.argmin()], 0, "o", color=colours[name], clip_on=False, zorder=4, **ring)
        x, y, side = spots[name]
        ax.text(x, y, label, color=colours[name], ha=side, va="center")
    ax.text(rate - 0.01, 0.66, "true rate", color=MUTED, ha="right", va="center", fontsize=8.5)
    ax.set(xlim=(0, 1), ylim=(0, 0.7), xlabel="forecast $q$", ylabel="average penalty, above its least")
