"""The filters that one small network grew for two different questions."""

import numpy as np

from dlnotes.experiments.edge_filters import QUESTIONS
from dlnotes.figures.style import FILTERS, INK, MUTED

EXPERIMENT = "edge-filters"
SIZE = (4.6, 4.2)
LAYOUT = [["row"], ["jumps"], ["brightness"]]
SHOWN = 4


def draw(ax, result):
    r"""Above: one line of pixels, with [[edge-filters.example_jumps:d]] jumps. Below: the four filters that
    the trained network uses most, five weights each (first seed), after each of two questions about the same
    lines. Those that count jumps are mostly low on one side and high on the other, so that equal pixels
    cancel: they are edge filters. Those that measure brightness need not cancel, and some do not."""
    ax["row"].plot(result["example"], color=INK, lw=1.2, drawstyle="steps-mid")
    ax["row"].set(title="a line of pixels", ylabel="brightness")
    for question, title in zip(QUESTIONS, ("“How many jumps?”", "“How bright on average?”"), strict=True):
        seed = 0 if question == QUESTIONS[0] else len(result["after"]) // 2
        weights = result["after"][seed]
        most = np.argsort(-result["use"][seed])[:SHOWN]
        axis = ax[question]
        axis.axhline(0, color=MUTED, lw=0.8)
        for place, number in enumerate(most):
            filter_ = weights[number] / np.abs(weights[number]).max()
            x = place * (len(filter_) + 2) + np.arange(len(filter_))
            axis.bar(x, filter_, color=FILTERS[place], width=0.85)
        axis.set(title=title, ylim=(-1.15, 1.15), xticks=[], ylabel="weights")
        axis.spines["bottom"].set_visible(False)
