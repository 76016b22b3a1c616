"""Weight matrices: a row for each unit, a column for each of its inputs, a cell for each wire."""

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from dlnotes.figures._units import colour_of
from dlnotes.figures.style import FAINT, MUTED

CELL = 0.84


def draw_matrix(ax, x, y, numbers, paint):
    """`numbers` is (units, inputs), 0 where there is no wire; `paint` gives colour and shade of a number.

    Cells that look alike are one patch, which draws them faster and in fewer bytes.
    """
    rows, columns = numbers.shape
    ax.add_patch(Rectangle((x, y - rows), columns, rows, facecolor="none", edgecolor=FAINT, lw=0.8))
    cells = {}
    for (row, column), number in np.ndenumerate(numbers):
        if number:
            left, low = x + column + (1 - CELL) / 2, y - row - (1 + CELL) / 2
            right, high = left + CELL, low + CELL
            corners = [(left, low), (right, low), (right, high), (left, high), (left, low)]
            cells.setdefault(paint(number), []).append(Path(corners, closed=True))
    for (colour, shade), squares in cells.items():
        path = Path.make_compound_path(*squares)
        ax.add_patch(PathPatch(path, facecolor=colour, alpha=shade, edgecolor="none"))


def plain(number):
    """Without sharing there is nothing to say about a weight."""
    return MUTED, 1.0


def by_filter(fan, first):
    """Colour says which filter, counted from `first`; shade says which of its `fan` weights."""

    def paint(number):
        filter_, weight = divmod(int(number) - 1, fan)
        return colour_of(first + filter_), 1 - 0.7 * weight / max(fan - 1, 1)

    return paint
