"""Where gradients go: through sums, through filters, and what sharing has to do with it."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def sums_do_not_split(result):
    upstream = result["upstream"]
    note = {
        "sum": np.array_equal(result["add_received"], np.full(2, upstream)),
        "filter": np.array_equal(result["filter_received"], upstream * result["weights"]),
    }
    split = np.array_equal(result["mean_received"], np.full(2, upstream / 2))
    numbers = {"sum_total": result["add_received"].sum(), "mean_total": result["mean_received"].sum()}
    return Evidence(numbers, note, bool(all(note.values()) and split))


def filters_weigh(result):
    spread = np.ptp(result["drawn_received"], axis=1)
    equal = spread < 1e-3
    off = np.abs(result["drawn_received"] - result["upstream"] * result["drawn_weights"]).max()
    note = {
        "sum": np.ptp(result["add_received"]) == 0,
        "equal-weights": np.ptp(result["equal_filter_received"]) == 0,
        "drawn-weights": equal.mean() > 0.5,
    }
    numbers = {
        "equal": np.count_nonzero(equal),
        "filters": len(equal),
        "mixed": np.count_nonzero((result["drawn_received"] < 0).any(axis=1)),
    }
    return Evidence(numbers, note, bool(off < 1e-12 and equal.mean() < 0.1))


def weights_left_out(result):
    return result | {"drawn_received": np.full_like(result["drawn_received"], result["upstream"])}


def sharing_changes_no_route(result):
    shared, untied = result["input_gradient"], result["input_gradient_untied"]
    differing = np.count_nonzero(shared != untied)
    moved = np.count_nonzero(np.any(shared != 0, axis=1))
    return Evidence(
        {"differing": differing, "compared": shared.size, "alive": moved},
        {"same-weights": differing > 0},
        bool(differing == 0 and moved > len(shared) / 2),
    )


CLAIMS = {
    "gradient-is-not-split": Claim(
        check=sums_do_not_split,
        control=replaced(add_received="mean_received", filter_received="filter_mean_received"),
    ),
    "gradient-is-not-equal": Claim(check=filters_weigh, control=weights_left_out),
    "sharing-does-not-route": Claim(
        check=sharing_changes_no_route, control=replaced(input_gradient_untied="input_gradient_astray")
    ),
}
