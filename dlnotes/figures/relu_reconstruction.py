"""ReLU draws the cat, step by step."""

import numpy as np

EXPERIMENT = "image-reconstruction"
LAYOUT = [["target", "0", "1"], ["2", "3", "4"]]
SIZE = (4.6, 3.5)
SHOWN = (0, 20, 60, 150, 400)


def draw(ax, result):
    """The same ReLU network while it trains (seed 0, every pixel given). It starts black, finds light and dark within
    some sixty steps, and then stays a blur: [[image-reconstruction.relu_fit:.1f]] dB at the end (median of [[image-reconstruction.seeds:d]] starts).
    Whiskers and fur do not come.
    """
    show(ax["target"], result["picture"], "the picture")
    steps = list(result["snapshots"])
    for place, step in enumerate(SHOWN):
        frame = result["relu_all_frames"][steps.index(step)] / 255
        show(ax[str(place)], frame, f"step {step}")


def show(ax, image, title, below=""):
    """A grey picture without axes; `below` says how good it is. Thirty-two greys are as good as all to the eye, and half the bytes."""
    ax.imshow(np.round(image * 31) / 31, vmin=0, vmax=1)
    ax.set_title(title, loc="center", fontsize=9.5, pad=3)
    ax.set_xlabel(below, fontsize=8.5, labelpad=3)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
