"""Grey pictures, drawn by networks or to be drawn by them."""

import numpy as np


def show(ax, image, title, below=""):
    """A grey picture without axes; `below` says how good it is.

    Twelve greys are nearly as good as all to the eye, and a third of the bytes.
    """
    ax.imshow(np.round(image * 11) / 11, vmin=0, vmax=1)
    ax.set_title(title, loc="center", fontsize=11, pad=3)
    ax.set_xlabel(below, fontsize=10, labelpad=3)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)


def show_both(ax, name, title, pictures, scores):
    """What a network drew from all pixels and from half of them, on the axes `<name> all`, `<name> half`."""
    (whole, half), (fit, seen, unseen) = pictures, scores
    show(ax[f"{name} all"], whole / 255, title, f"all: {fit:.1f} dB")
    show(ax[f"{name} half"], half / 255, "", f"seen {seen:.1f}, unseen {unseen:.1f}")
