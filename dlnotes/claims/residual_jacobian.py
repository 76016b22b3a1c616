"""One residual block: what is added before the last activation, and where its gradient can pass."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def sum_comes_first(result):
    error, other = result["sum_first_errors"].max(), result["sum_last_errors"]
    return Evidence(
        {"error": error, "other_order": np.median(other)},
        {"by-hand": error < 1e-12},
        bool(error < 1e-12 and other.min() > 0.1),
    )


def gradient_passes_the_weights(result):
    error, unmasked = result["errors"].max(), result["unmasked_errors"]
    ranks, opened = result["dead_branch_ranks"], result["dead_branch_open"]
    passes = bool((ranks == opened).all() and opened.min() > 0)
    return Evidence(
        {"error": error, "without_mask": unmasked.min()},
        {"branch": passes},
        bool(error < 1e-7 and unmasked.min() > 0.1 and passes),
    )


CLAIMS = {
    "activation-of-the-sum": Claim(
        check=sum_comes_first, control=replaced(sum_first_errors="sum_last_errors")
    ),
    "past-the-weights": Claim(check=gradient_passes_the_weights, control=replaced(errors="unmasked_errors")),
}
