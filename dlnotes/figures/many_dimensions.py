"""Accuracy on new data while networks go on to fit labels of which some are wrong."""

import numpy as np

from dlnotes.figures.style import COLOURS

EXPERIMENT = "many-dimensions"
LAYOUT = [["plane", "bells"]]
SIZE = (4.6, 2.9)
TITLES = {"plane": "One straight boundary", "bells": "Ten clouds"}
UNITS = {  # label, colour, line, and where the label stands in the left panel
    "relu": ("ReLU", "relu", "-", 68),
    "gelu": ("GELU", "gelu", "-", 64.5),
    "tanh": ("tanh", "tanh", "-", 83),
    "wide": ("wide Gaussian", "gaussian", (0, (4, 2)), 58.5),
    "narrow": ("narrow Gaussian", "gaussian", "-", 46.5),
}


def draw(ax, result):
    r"""Points with [[many-dimensions.features:d]] coordinates, [[many-dimensions.examples:d]] examples, a
    fifth of their labels wrong; medians of [[many-dimensions.seeds:d]] starts. To the right, networks fit the
    given labels better; up, they are right on more new points. Narrow: $\sigma$ is 0.3 of the spread of what
    enters; wide: 3 times.
    """
    for task, title in TITLES.items():
        axes = ax[task]
        for unit, (label, colour, line, height) in UNITS.items():
            accuracy = 100 * np.median(result[f"{task}_{unit}"], axis=0)
            axes.plot(result["errors"], accuracy, color=COLOURS[colour], ls=line)
            if task == "plane":
                axes.text(0.75, height, label, color=COLOURS[colour], fontsize=10)
        axes.set_title(title)
        axes.set(xscale="log", xlim=(0.8, 0.018), ylim=(45, 86), xlabel="error on given labels")
        axes.minorticks_off()
        axes.set_xticks([0.5, 0.1, 0.02], ["0.5", "0.1", "0.02"])
    ax["plane"].set_ylabel("right on new points, %")
