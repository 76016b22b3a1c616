"""The surface that a random network of ReLUs draws: straight pieces, creases between them, and slow."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def straight_in_pieces(result):
    inside, across = result["relu_bends"].T
    crease, slow, tanh, rough = map(
        np.median, (across, result["relu_slow"], result["tanh_slow"], result["gaussian_slow"])
    )
    linear = bool(inside.max() < 1e-6 and result["with"] > 5)
    return Evidence(
        {
            "inside": inside.max(),
            "across": crease,
            "slow": 100 * slow,
            "tanh": 100 * tanh,
            "rough": 100 * rough,
        },
        {"linear": linear, "slow": bool(slow > 0.95), "creases": bool(crease < 1e-3)},
        bool(linear and crease > 0.1 and slow > 0.95 and rough < 0.85),
    )


CLAIMS = {"straight-pieces": Claim(straight_in_pieces, replaced(relu_bends="tanh_bends"))}
