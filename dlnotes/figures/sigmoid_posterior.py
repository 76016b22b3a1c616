"""Two bells and the probability of a class between them."""

from dlnotes.figures.style import COLOURS, INK

EXPERIMENT = "sigmoid-posterior"
LAYOUT = [["equal"], ["unequal"]]
SIZE = (4.6, 4.6)


def draw(ax, result):
    r"""Fills: how often each class sends out $x$. Line: Bayes' probability of class 1. Above, bells of
    equal width: the line is a sigmoid, to the last bit or two. Below, class 1 is narrower: the line
    climbs to [[sigmoid-posterior.peak:.2f]] at $x=$ [[sigmoid-posterior.peak_at:.2f]] and falls again,
    which no $\sigma(wx+b)$ can.
    """
    panels = {
        "equal": ("zeros", "ones", "posterior", "equal widths: $\\sigma(wx+b)$"),
        "unequal": ("wide_zeros", "narrow_ones", "unequal_posterior", "unequal widths: no sigmoid of a line"),
    }
    for name, (zeros, ones, posterior, title) in panels.items():
        axes, coarse = ax[name], slice(None, None, 4)  # a fill keeps every point it is given
        for curve, key in ((zeros, "class 0"), (ones, "class 1")):
            x, height = result["x"][coarse], result[curve][coarse]
            axes.fill_between(x, height, color=COLOURS[key], alpha=0.35, lw=0)
        axes.text(-1, result[zeros].max() + 0.03, "class 0", color=COLOURS["class 0"], ha="center")
        axes.plot(result["x"][::2], result[posterior][::2], color=INK)
        axes.set_title(title)
        axes.set_ylim(0, 1.05)
        axes.set_xlim(-5, 5)
        axes.set_yticks([0, 0.5, 1])
    ax["equal"].text(1.1, 0.43, "class 1", color=COLOURS["class 1"], ha="center")
    ax["unequal"].text(1, 0.2, "class 1", ha="center")
    ax["equal"].text(0.6, 0.9, "P(class 1 | x)", ha="right", va="center")
    ax["unequal"].set_xlabel("x")
