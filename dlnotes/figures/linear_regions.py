"""Where the units of a small ReLU network switch, with biases and without."""

import numpy as np

from dlnotes.figures.style import COLOURS, MUTED

EXPERIMENT = "linear-regions"
LAYOUT = [["with", "without"]]
SIZE = (4.6, 2.75)


def draw(ax, result):
    """The plane as a ReLU network with two hidden layers of [[linear-regions.width:d]] units cuts it up.
    Grey lines: where a unit of the first layer switches on or off. Orange: where one of the second does; it
    bends wherever it crosses a grey line. In each piece the network is one flat slope. Without biases every
    crease starts at the origin.
    """
    width = int(result["width"])
    for name, title in (("with", "with biases"), ("without", "without biases")):
        before = result[f"{name}_before"]
        axis = np.linspace(-1, 1, before.shape[-1])
        for unit, values in enumerate(before):
            colour, line = (MUTED, 1.0) if unit < width else (COLOURS["relu"], 1.4)
            if values.min() < 0 < values.max():
                ax[name].contour(axis, axis, values, levels=[0], colors=[colour], linewidths=line)
        ax[name].set_title(title, loc="center")
        ax[name].set_aspect("equal")
        ax[name].set_xticks([-1, 0, 1])
        ax[name].set_yticks([-1, 0, 1])
        ax[name].spines[:].set_visible(True)
        ax[name].set_xlabel("x")
    ax["with"].set_ylabel("y")
