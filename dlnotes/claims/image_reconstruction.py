"""One picture, drawn by coordinate networks: with which units it is sharp, and on which pixels."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import arms_replaced, replaced


def score(result, net, pixels):
    """The median over starts, in decibels."""
    return np.median(result[f"{net}_{pixels}_seeds"])


def others_blur_as_much(result):
    relu, gelu, tanh = (score(result, net, "seen") for net in ("relu", "gelu", "tanh"))
    return Evidence(
        {"gelu": gelu, "tanh": tanh, "relu": relu},
        {"gelu": gelu > relu + 1, "tanh": tanh > relu + 1},
        bool(gelu < relu + 1 and tanh < relu),
    )


def places_enter(result):
    entering, pixels = int(result["relu_inputs"]), int(result["pixels"])
    return Evidence(
        {"inputs": entering, "pixels": pixels},
        {"picture": entering >= pixels},
        bool(entering == 2 and result["relu_parameters"] < 64 * pixels),
    )


def picture_enters(result):
    """A network of the same widths that reads the picture."""
    more = 64 * (result["pixels"] - result["relu_inputs"])
    return result | {"relu_inputs": result["pixels"], "relu_parameters": result["relu_parameters"] + more}


def errors_are_tame(result):
    seen, unseen = score(result, "relu", "seen"), score(result, "relu", "heldout")
    narrow, wider = score(result, "narrow", "heldout"), score(result, "gaussian", "heldout")
    return Evidence(
        {"gap": seen - unseen, "narrow": unseen - narrow, "wider": wider - unseen},
        {"as-seen": seen - unseen < 1, "narrow": unseen > narrow + 1, "wider": unseen > wider + 1},
        bool(abs(seen - unseen) < 1 and unseen > narrow + 2 and wider > unseen + 1),
    )


# Scores of seen pixels put in for unseen ones.
scored_on_seen = replaced(
    relu_heldout_seeds="relu_seen_seeds",
    narrow_heldout_seeds="narrow_seen_seeds",
    gaussian_heldout_seeds="gaussian_seen_seeds",
)


CLAIMS = {
    "not-relus-alone": Claim(
        check=others_blur_as_much, control=arms_replaced(gelu="gaussian", tanh="gaussian")
    ),
    "no-encoder-no-decoder": Claim(check=places_enter, control=picture_enters),
    "tame-errors": Claim(check=errors_are_tame, control=scored_on_seen),
}
