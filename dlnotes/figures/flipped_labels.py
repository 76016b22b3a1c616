"""Accuracy on clean unseen points after learning wrong labels, seed by seed."""

from dlnotes.experiments.flipped_labels import TASKS
from dlnotes.figures.style import COLOURS, FAINT, MUTED

EXPERIMENT = "flipped-labels"
SIZE = (4.6, 2.9)
TITLES = {"linear": "Hyperplane", "spiral": "Spiral"}
LAYOUT = [list(TASKS)]


def draw(ax, result):
    r"""Accuracy on unseen, rightly labelled points after training on labels of which one in five is wrong;
    each thin line joins the two nets that share data and starting weights. At depth 20 the net with shortcuts
    loses less than the plain one on the hyperplane, yet both stay far below the 4-layer nets there."""
    depths = result["depths"]
    for task, accuracies in zip(TASKS, result["test"], strict=True):
        axis = ax[task]
        for left, (plain, residual) in zip((0, 3), accuracies, strict=True):
            axis.plot([left, left + 1], [plain, residual], color=FAINT, lw=1, zorder=0)
            dots = dict(marker="o", ls="", ms=4, mew=0)
            axis.plot([left] * len(plain), plain, color=COLOURS["plain"], **dots)
            axis.plot([left + 1] * len(plain), residual, color=COLOURS["residual"], **dots)
        axis.axhline(50, color=MUTED, lw=0.8, ls=":")
        axis.set(title=TITLES[task], ylim=(45, 95), xlim=(-0.6, 4.6), xticks=[0.5, 3.5])
        axis.set_xticklabels([f"depth {depth}" for depth in depths])
    ax["linear"].set_ylabel("test accuracy, %")
    ax["linear"].text(4.5, 76, "plain", color=COLOURS["plain"], ha="right")
    ax["linear"].text(4.5, 80.5, "with shortcuts", color=COLOURS["residual"], ha="right")
    ax["linear"].text(-0.4, 46.2, "guessing", color=MUTED, ha="left", fontsize=8.5)
    ax["spiral"].set_yticklabels([])
