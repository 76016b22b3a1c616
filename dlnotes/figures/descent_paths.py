"""Paths of gradient descent on y for six step sizes, one small panel each."""

from dlnotes.figures.style import COLOURS, FAINT, INK, MUTED

EXPERIMENT = "descent-paths"
SIZE = (4.6, 3.5)
SHOWN = (0.1, 0.5, 1.0, 1.5, 2.0, 2.1)
LAYOUT = [["0.1", "0.5", "1"], ["1.5", "2", "2.1"]]
NAMES = (
    "creeps",
    "halves the error",
    "arrives at once",
    "overshoots,\narrives",
    "swings for ever",
    "runs away",
)


def draw(axes, result):
    r"""Twelve steps from $y = 1.5$ towards $d = 1$ (grey line). Each step multiplies the error by
    $1-\eta$: read the first row as "from the same side", the second as "from both sides". Only $0
    < \eta < 2$ ever arrives."""
    sizes = [round(float(size), 3) for size in result["step_sizes"]]
    for eta, name in zip(SHOWN, NAMES):
        ax, path = axes[f"{eta:g}"], result["paths"][sizes.index(eta)]
        ax.axhline(1, color=FAINT, lw=1.2)
        ax.plot(path, "-", color=COLOURS["l2"], lw=1)
        ax.plot(path, "o", color=COLOURS["l2"] if eta < 2 else INK, ms=3)
        ax.set(xlim=(-0.6, 12.6), ylim=(-0.6, 3.6), xticks=(0, 6, 12), yticks=(0, 1, 2, 3))
        ax.set_title(f"$\\eta = {eta:g}$", pad=2)
        corner = dict(transform=ax.transAxes, ha="right", va="top")
        ax.text(0.97, 0.97, name, **corner, fontsize=8.5, color=MUTED)
        ax.label_outer()
    axes["2"].set_xlabel("step")
    axes["0.1"].set_ylabel("output $y$")
    axes["1.5"].set_ylabel("output $y$")
