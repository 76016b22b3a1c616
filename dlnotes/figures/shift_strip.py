"""One spike, moved by 0 … 8 samples, under the strided and under the dilated stack."""

import numpy as np
from matplotlib.patches import Rectangle

from dlnotes.experiments._scanner import WINDOW, convolutions, dilated, scanner
from dlnotes.figures.style import ACCENTS, FAINT, bare

SIZE = (4.6, 2.65)
SAMPLES = 32
SEED = 185  # its eight answers are far enough apart to be told apart by eye
ROW, PITCH = 15.0, 1.9


def draw(ax, result, seed=SEED, samples=SAMPLES):
    """Each row is the same signal, one spike in silence, moved one sample further. The stronger a cell's
    blue, the further the answer is from the answer to silence. Left: the strided stack says something else at
    every shift, and only after [[scanning-mlp.hop:d]] samples does the first row come back, one place on.
    Right: the same weights, dilated; every row is the one above it, one place on."""
    stack = scanner(np.random.default_rng(seed))
    for left, word, net in ((2.0, "stride", stack), (19.5, "dilation", dilated(stack))):
        answers = np.array([_answer(net, WINDOW + shift, samples) for shift in range(WINDOW + 1)])
        for shift, row in enumerate(answers / answers.max()):
            _row(ax, left, -PITCH * shift, row)
        steps = ", ".join(str(getattr(conv, word)) for conv in convolutions(net))
        ax.text(left + ROW / 2, 1.3, f"{word} {steps}", ha="center", va="center")
    for shift in range(WINDOW + 1):
        ax.text(1.2, -PITCH * shift, str(shift), ha="right", va="center", fontsize=8.5)
    ax.text(0.0, 2.9, "moved by", fontsize=8.5, va="center")
    ax.set_xlim(-0.2, 35)
    ax.set_ylim(-PITCH * WINDOW - 0.9, 3.5)
    bare(ax)


def _answer(net, place, samples):
    """How far the answers to one spike are from the answers to silence."""
    x = np.zeros((2, 1, samples))
    x[1, 0, place] = 3.0
    silence, spike = net.forward(x)
    return np.abs(spike - silence).sum(axis=0)


def _row(ax, left, y, row):
    cell = ROW / len(row)
    for t, value in enumerate(row):
        corner = (left + t * cell, y - 0.6)
        for colour, alpha in ((FAINT, 0.45), (ACCENTS["blue"], float(value))):
            face = dict(facecolor=colour, alpha=alpha, edgecolor="none")
            ax.add_patch(Rectangle(corner, cell * 0.94, 1.2, **face))
