"""One look for every figure: sizes that are legible on a phone, colours that keep their meaning.

A colour here is a *name for a thing*: the site replaces each hex value with a CSS variable, so
that one drawing follows the reader's palette. The accents are Okabe and Ito's, darkened until
each has 3:1 against white.
"""

# Sentinels, never seen by a reader: the page's text colour and its background.
INK = "#010203"
PAPER = "#fdfefc"
MUTED = "#757575"
FAINT = "#d0d0cf"

ACCENTS = {
    "blue": "#0072b2",
    "vermillion": "#d55e00",
    "green": "#008a65",
    "purple": "#a8457e",
    "amber": "#a67300",
    "sky": "#3d8fc4",
}

COLOURS = {
    # activations, with or without an encoding
    "relu": ACCENTS["vermillion"],
    "relu+encoding": ACCENTS["green"],
    "gaussian": ACCENTS["blue"],
    "gelu": ACCENTS["purple"],
    "tanh": ACCENTS["amber"],
    "sine": ACCENTS["sky"],
    "sigmoid": ACCENTS["purple"],
    # divergences
    "kl": ACCENTS["vermillion"],
    "l2": ACCENTS["blue"],
    # blocks
    "plain": MUTED,
    "skip": ACCENTS["vermillion"],
    "residual": ACCENTS["blue"],
    # directions of flow
    "forward": INK,
    "backward": ACCENTS["vermillion"],
    # two classes
    "class 0": ACCENTS["blue"],
    "class 1": ACCENTS["vermillion"],
}

# One colour per shared filter of a layer.
FILTERS = [ACCENTS[name] for name in ("blue", "vermillion", "green", "purple", "amber", "sky")]

# Figures are drawn at the width of a phone (one unit is then about one CSS pixel) and scaled up on a desk.
WIDTH = 4.6
SIZE = (WIDTH, 3.0)
SMALLEST_TEXT = 10

RC = {
    "figure.figsize": SIZE,
    "figure.constrained_layout.use": True,
    "font.family": "STIXGeneral",
    "font.size": 11,
    "axes.titlesize": 11.5,
    "axes.labelsize": 11,
    "xtick.labelsize": SMALLEST_TEXT,
    "ytick.labelsize": SMALLEST_TEXT,
    "legend.fontsize": SMALLEST_TEXT,
    "mathtext.fontset": "stix",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "axes.titlelocation": "left",
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "image.interpolation": "none",
    "image.cmap": "gray",
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "grid.color": FAINT,
}


def label_line(ax, line, text, at, offset=(0, 5), **kw):
    """Write `text` on a curve, in the curve's colour, near x = `at`; a legend would send the eye away."""
    x, y = line.get_data()
    nearest = min(range(len(x)), key=lambda i: abs(x[i] - at))
    style = {"color": line.get_color(), "ha": "center", "va": "bottom"} | kw
    return ax.annotate(text, (x[nearest], y[nearest]), xytext=offset, textcoords="offset points", **style)


def bare(ax):
    """An axes for a diagram: no frame, no ticks, equal scales."""
    ax.set_axis_off()
    ax.set_aspect("equal")
    return ax
