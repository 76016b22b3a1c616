"""The letter and the colour of a unit: both name its filter, and no two filters of the network share one."""

from dlnotes.figures.style import ACCENTS, INK, PAPER

# Nine filters, a to i, nine colours; the last two have 3:1 against the paper of both schemes.
_ACCENTS = [ACCENTS[name] for name in ("blue", "vermillion", "green", "purple", "amber", "sky")]
FILTERS = [*_ACCENTS, INK, "#7768e6", "#7c9a00"]


def colour_of(number):
    """The colour of the filter with this number."""
    return FILTERS[number]


def draw_letter(ax, x, y, number, colour=PAPER):
    letter = chr(ord("a") + number)
    style = dict(fontsize=10, weight="bold", ha="center", va="center_baseline", zorder=4)
    ax.text(x, y, letter, color=colour, **style)
