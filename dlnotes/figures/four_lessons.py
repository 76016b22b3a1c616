"""The four lessons as one picture."""

from matplotlib.patches import FancyBboxPatch

from dlnotes.figures.style import ACCENTS, INK, MUTED, bare

SIZE = (4.6, 1.5)

LESSONS = [
    ("network", "depth, and a way\npast it", "blue"),
    ("layers share", "few weights,\nused everywhere", "green"),
    ("loss judges", "how wrong,\nwhich way", "purple"),
    ("activation\nbends", "what it prefers\nto believe", "vermillion"),
]


def draw(ax, result):
    """The four lessons follow one signal: it goes through a network, whose layers share their
    weights, and a loss judges what comes out. What the activation does to it on the way decides what
    the network finds easy."""
    bare(ax)
    ax.set_xlim(0, 4.6)
    ax.set_ylim(0, 1.5)
    for i, (title, about, colour) in enumerate(LESSONS):
        x = 0.04 + 1.16 * i
        frame = dict(fill=False, edgecolor=ACCENTS[colour], linewidth=1.6)
        ax.add_patch(FancyBboxPatch((x + 0.04, 0.72), 0.94, 0.6, "round,pad=0.04", **frame))
        ax.text(x + 0.51, 1.02, title, ha="center", va="center", color=INK)
        ax.text(x + 0.51, 0.32, about, ha="center", va="center", color=MUTED, fontsize=10)
        if i:
            arrow = dict(arrowstyle="-|>", color=INK, shrinkA=0, shrinkB=0)
            ax.annotate("", (x, 1.02), (x - 0.14, 1.02), arrowprops=arrow)
