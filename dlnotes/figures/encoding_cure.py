"""Six networks on one scale: how well they draw what they saw and what they did not."""

from dlnotes.figures.style import COLOURS, INK, MUTED, PAPER

EXPERIMENT = "image-reconstruction"
SIZE = (4.6, 3.5)
ROWS = {
    "tanh": ("tanh", "tanh"),
    "gelu": ("GELU", "gelu"),
    "relu": ("ReLU", "relu"),
    "encoding": ("ReLU + encoding", "relu+encoding"),
    "gaussian": ("Gaussian, σ = 0.1", "gaussian"),
    "narrow": ("Gaussian, σ = 0.03", "gaussian"),
}


def draw(ax, result):
    r"""Training on half of the pixels, [[image-reconstruction.seeds:d]] starts each: open circles are the
    pixels that were seen, full ones the pixels that were not. The encoding lifts ReLU on both. Of the two
    Gaussians the narrower fits better and guesses worse. No network here beats the mean of the four
    neighbours on unseen pixels.
    """
    for y, (name, (_, colour)) in enumerate(ROWS.items()):
        colour, seen, unseen = COLOURS[colour], result[f"{name}_seen_seeds"], result[f"{name}_heldout_seeds"]
        ax.plot([min(unseen), max(seen)], [y, y], color=colour, lw=0.8)
        ax.plot(seen, [y] * len(seen), "o", color=colour, mfc=PAPER, ms=6)
        ax.plot(unseen, [y] * len(unseen), "o", color=colour, ms=6)
    for x, text in ((result["constant"], "one grey"), (result["neighbours"], "mean of four\nneighbours")):
        ax.plot([x, x], [-0.5, len(ROWS) - 0.5], color=MUTED, lw=1, ls=(0, (4, 3)), zorder=0)
        ax.text(x, -0.6, text, color=MUTED, fontsize=8.5, ha="center", va="bottom")
    ax.text(31.5, 2.75, "seen", color=INK, fontsize=8.5, ha="center")
    ax.text(20.9, 2.75, "unseen", color=INK, fontsize=8.5, ha="right")
    ax.set_yticks(range(len(ROWS)), [label for label, _ in ROWS.values()])
    ax.set_ylim(len(ROWS) - 0.5, -1.7)
    ax.set_xlim(8, 52)
    ax.set_xlabel("PSNR in decibels")
    ax.tick_params(axis="y", length=0)
