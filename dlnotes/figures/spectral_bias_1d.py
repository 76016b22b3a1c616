"""How much of each wave a network has learnt, while it trains."""

from dlnotes.figures.style import COLOURS

EXPERIMENT = "spectral-bias-1d"
LAYOUT = [["relu", "gelu"], ["encoding", "gaussian"]]
SIZE = (4.6, 4.0)
TITLES = {"relu": "ReLU", "gelu": "GELU", "encoding": "ReLU + encoding", "gaussian": r"Gaussian $\sigma=0.1$"}


def draw(ax, result):
    """Five waves, [[spectral-bias-1d.seeds|d]] starts, medians: how much of each the network has drawn. Bare ReLU learns the slow waves first and is still
    short of the fastest at the end; GELU gets further in the same order; the encoding and the Gaussian have all five at once.
    """
    for name, title in TITLES.items():
        colour = COLOURS["relu+encoding" if name == "encoding" else name]
        shares = result[f"{name}_shares"].T
        for rank, (frequency, share) in enumerate(zip(result["frequencies"], shares, strict=True)):
            ax[name].plot(result["steps"], share, color=colour, lw=2.2 - 0.35 * rank)
            if name in ("relu", "gelu") and share[-1] < 0.93:
                ax[name].annotate(str(frequency), (result["steps"][-1], share[-1]), xytext=(3, 0), textcoords="offset points",
                                  color=colour, va="center", fontsize=8.5)  # fmt: skip
        ax[name].set_title(title, color=colour)
        ax[name].set_ylim(-0.1, 1.25)
        ax[name].set_xticks([0, 500, 1000])
        ax[name].set_yticks([0, 0.5, 1])
    for name in ("encoding", "gaussian"):
        ax[name].set_xlabel("training step")
    for name in ("relu", "encoding"):
        ax[name].set_ylabel("share learnt")
