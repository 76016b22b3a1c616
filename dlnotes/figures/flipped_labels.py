"""Accuracy on new data of nets that fit their training labels alike, seed by seed."""

from dlnotes.figures.style import COLOURS, FAINT, MUTED

EXPERIMENT = "flipped-labels"
SIZE = (4.6, 2.8)
TITLES = (
    "hyperplane,\n4 layers",
    "hyperplane,\n20 layers",
    "the same, all\nlabels right",
    "spiral,\n20 layers",
)


def draw(ax, result):
    r"""Accuracy on new, rightly labelled points; a thin line joins the two nets of a seed, which share data
    and starting weights. One training label in five is wrong, except in the third pair. At depth 20 nets with
    skip connections are ahead, and on the hyperplane they are still behind nets of 4 layers."""
    for i, (plain, residual) in enumerate(result["new"][..., -1]):
        left = 3 * i
        ax.plot([left, left + 1], [plain, residual], color=FAINT, lw=1, zorder=0)
        dots = dict(marker="o", ls="", ms=4, mew=0)
        ax.plot([left] * len(plain), plain, color=COLOURS["plain"], **dots)
        ax.plot([left + 1] * len(plain), residual, color=COLOURS["residual"], **dots)
    ax.axhline(50, color=MUTED, lw=0.8, ls=":")
    ax.set(ylim=(42, 95), xlim=(-0.7, 10.7), xticks=[0.5 + 3 * i for i in range(4)])
    ax.set_xticklabels(TITLES[: len(result["new"])], fontsize=8.5)
    ax.set_ylabel("right on new data, %")
    ax.text(-0.4, 86, "plain", color=COLOURS["plain"])
    ax.text(-0.4, 90, "with skip connections", color=COLOURS["residual"])
    ax.text(-0.4, 46, "guessing", color=MUTED, fontsize=8.5)
