"""Accuracy on new data of nets that fit their training labels alike, seed by seed."""

from dlnotes.figures.style import COLOURS, FAINT, MUTED

EXPERIMENT = "flipped-labels"
SIZE = (4.6, 2.8)
TITLES = {
    "hyperplane_4": "hyperplane,\n4 layers",
    "hyperplane_20": "hyperplane,\n20 layers",
    "right_20": "the same, all\nlabels right",
    "spiral_20": "spiral,\n20 layers",
}


def draw(ax, result):
    r"""Accuracy on new, rightly labelled points; a thin line joins the two nets of a seed, which share data
    and starting weights. One training label in five is wrong, except in the third pair."""
    for i, setting in enumerate(TITLES):
        plain, residual = (result[f"{setting}_{arm}_new"] for arm in ("plain", "residual"))
        left = 3 * i
        ax.plot([left, left + 1], [plain, residual], color=FAINT, lw=1, zorder=0)
        dots = dict(marker="o", ls="", ms=4, mew=0)
        ax.plot([left] * len(plain), plain, color=COLOURS["plain"], **dots)
        ax.plot([left + 1] * len(plain), residual, color=COLOURS["residual"], **dots)
    ax.axhline(50, color=MUTED, lw=0.8, ls=":")
    ax.set(ylim=(42, 100), xlim=(-0.7, 10.7), xticks=[0.5 + 3 * i for i in range(4)])
    ax.set_xticklabels(TITLES.values(), fontsize=10)
    ax.set_ylabel("right on new data, %")
    ax.text(-0.4, 90, "plain", color=COLOURS["plain"])
    ax.text(-0.4, 94, "with skip connections", color=COLOURS["residual"])
    ax.text(-0.4, 46, "guessing", color=MUTED, fontsize=10)
