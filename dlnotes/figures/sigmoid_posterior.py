"""Two bells and the probability of a class between them."""

from dlnotes.figures.style import COLOURS, INK

EXPERIMENT = "sigmoid-posterior"
LAYOUT = [["equal"], ["unequal"]]
SIZE = (4.6, 4.6)


def draw(ax, result):
    r"""Fills: how often each class sends out $x$. Line: Bayes' probability of class 1. Above, bells of equal width: the line is
    a sigmoid to the last bit. Below, class 1 is narrower: the line climbs to [[sigmoid-posterior.peak|.2f]] at
    $x=$ [[sigmoid-posterior.peak_at|.2f]] and falls again, which no $\sigma(wx+b)$ can.
    """
    panels = {
        "equal": ("zeros", "ones", "posterior", "equal widths: $\\sigma(wx+b)$"),
        "unequal": ("wide_zeros", "narrow_ones", "unequal_posterior", "unequal widths: no sigmoid of a line"),
    }
    for name, (zeros, ones, posterior, title) in panels.items():
        x, axes = result["x"], ax[name]
        coarse = slice(None, None, 4)  # a fill keeps every point it is given
        for curve, key in ((zeros, "class 0"), (ones, "class 1")):
            axes.fill_between(x[coarse], result[curve][coarse], color=COLOURS[key], alpha=0.35, lw=0)
            axes.annotate(key, (-1 if key == "class 0" else 1, 0.03), color=COLOURS[key], ha="center")
        axes.plot(x[::2], result[posterior][::2], color=INK)
        axes.set_title(title)
        axes.set_ylim(0, 1.05)
        axes.set_xlim(-5, 5)
        axes.set_yticks([0, 0.5, 1])
    ax["equal"].annotate("P(class 1 | x)", (1.6, 0.955), xytext=(-8, -2), textcoords="offset points", ha="right", va="center")
    ax["unequal"].set_xlabel("x")
