"""The letter of a unit, which names its filter."""

from dlnotes.figures.style import FILTERS, PAPER


def colour_of(number):
    """The colour of the filter with this number."""
    return FILTERS[number % len(FILTERS)]


def draw_letter(ax, x, y, number, colour=PAPER):
    letter = chr(ord("a") + number)
    style = dict(fontsize=8.5, weight="bold", ha="center", va="center_baseline", zorder=4)
    ax.text(x, y, letter, color=colour, **style)
