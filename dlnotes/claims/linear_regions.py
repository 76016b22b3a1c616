"""The pieces of a network of ReLUs: straight inside, creased between."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def straight_in_pieces(result):
    inside, across = result["relu_bends"].T
    crease = np.median(across)
    return Evidence(
        {"inside": inside.max(), "across": crease},
        {"one-piece": result["with"] < 2, "smooth": crease < 1e-3},
        bool(inside.max() < 1e-6 and crease > 0.1 and result["with"] > 5),
    )


CLAIMS = {"straight-pieces": Claim(straight_in_pieces, replaced(relu_bends="tanh_bends"))}
