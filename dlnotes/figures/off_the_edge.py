"""Descent on KL in Y itself, leaving [0, 1]."""

import numpy as np

from dlnotes.figures.style import COLOURS, FAINT, INK, MUTED

EXPERIMENT = "descent-paths"
SIZE = (4.6, 2.6)


def draw(ax, result):
    r"""Gradient descent on $-\log Y$ in $Y$ itself, from 0.9 with step size 0.1. The first step lands at
    [[descent-paths.kl_second:.3f]], where $Y$ is no probability; the bare formula goes on (open circles) and
    so does the descent, for $-1/Y$ is nowhere zero."""
    path = np.asarray(result["kl_path"])
    inside, beyond = np.linspace(0.62, 1, 80), np.linspace(1, 1.68, 80)
    ax.axvspan(1, 1.68, color=FAINT, alpha=0.35, lw=0)
    ax.plot(inside, -np.log(inside), color=COLOURS["kl"])
    ax.plot(beyond, -np.log(beyond), color=COLOURS["kl"], lw=1, ls=":")
    ax.plot(path[path <= 1], -np.log(path[path <= 1]), "o", color=INK, ms=6)
    ax.plot(path[path > 1], -np.log(path[path > 1]), "o", mfc="none", mec=INK, ms=6)
    ax.annotate("start", (path[0], -np.log(path[0])), xytext=(8, 6), textcoords="offset points")
    ax.text(0.99, -0.52, "probabilities", ha="right", color=MUTED)
    ax.text(1.03, 0.36, "not probabilities", ha="left", color=MUTED)
    ax.axhline(0, color=FAINT, lw=1, zorder=0)
    ax.set(xlim=(0.62, 1.68), ylim=(-0.58, 0.5), xlabel="output $Y$", ylabel=r"$-\log\,Y$")
