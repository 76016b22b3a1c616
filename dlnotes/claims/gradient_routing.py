"""Where gradients go: through sums, through filters, and what sharing has to do with it."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def filters_do_not_split(result):
    """A unit receives as much beside three others as alone; if it were split, the others would cost it."""
    received, alone = result["drawn_received"], result["drawn_alone"]
    differing = np.count_nonzero(received != alone)
    whole = differing == 0
    return Evidence({"differing": differing, "compared": received.size}, {"filter": whole}, whole)


def split_by_number(result):
    """A backward pass that shares the gradient out: each of four units receives a quarter."""
    return result | {"drawn_received": result["drawn_received"] / result["drawn_received"].shape[1]}


def filters_weigh(result):
    spread = np.ptp(result["drawn_received"], axis=1)
    equal = spread < 1e-3
    off = np.abs(result["drawn_received"] - result["upstream"] * result["drawn_weights"]).max()
    numbers = {
        "equal": np.count_nonzero(equal),
        "filters": len(equal),
        "mixed": np.count_nonzero((result["drawn_received"] < 0).any(axis=1)),
    }
    note = {"drawn-weights": equal.mean() > 0.5}
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
    "gradient-is-not-split": Claim(check=filters_do_not_split, control=split_by_number),
    "gradient-is-not-equal": Claim(check=filters_weigh, control=weights_left_out),
    "sharing-does-not-route": Claim(
        check=sharing_changes_no_route, control=replaced(input_gradient_untied="input_gradient_astray")
    ),
}
