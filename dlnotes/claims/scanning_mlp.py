"""An MLP that scans its input, and the same network as convolutions: their weights and their answers."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

LENGTHS = ("", "longer_")  # how the entries of the two windows begin: 8 inputs, 80 inputs


def far_fewer_weights(result):
    dense, shared, longer_dense, longer_shared = (
        result[name] for name in ("dense", "shared", "longer_dense", "longer_shared")
    )
    growth = (result["longer_window"] / result["window"]) ** 2
    return Evidence(
        {"times_fewer": dense / shared, "times_fewer_longer": longer_dense / longer_shared},
        {"short": shared < dense / 2, "longer": longer_shared < longer_dense / 2},
        bool(shared < dense and longer_dense == growth * dense and longer_shared == shared),
    )


def sharing_lowers_the_number(result):
    """The same ties on near wires and on all wires; and locality, the other reason."""
    dense, local, tied, shared = (
        np.array([float(result[at + kind]) for at in LENGTHS])
        for kind in ("dense", "local", "tied", "shared")
    )
    note = {"near-wires": (shared < local).all(), "all-wires": (tied < dense).all()}
    locality = (local < dense).all() and (shared < tied).all()
    # Only where both steps are done does the number not grow with the length.
    constant = shared[0] == shared[1] and local[0] < local[1] and tied[0] < tied[1]
    return Evidence({}, note, bool(all(note.values()) and locality and constant))


def equals_three_convolutions(result):
    windows = np.count_nonzero(result["as_mlp"] != result["as_cnn"])
    along = np.count_nonzero(result["mlp_everywhere"][:, ::8] != result["hopping"])
    equal = windows == along == 0
    varied = np.median(result["as_cnn"].std(axis=1)) > 1  # not equal because all silent
    eight = result["window"] == result["hop"] == 8
    return Evidence(
        {"differing": windows + along},
        {"windows": windows == 0, "signal": along == 0},
        bool(equal and varied and result["rounding32"] < 1e-5 and eight),
    )


CLAIMS = {
    "far-fewer-weights": Claim(
        check=far_fewer_weights, control=replaced(shared="local", longer_shared="longer_local")
    ),
    "locality-and-sharing": Claim(
        check=sharing_lowers_the_number,
        # The rival explanation that locality is all of it: near wires, and every copy a weight of its own.
        control=replaced(
            shared="local", tied="dense", longer_shared="longer_local", longer_tied="longer_dense"
        ),
    ),
    "mlp-is-three-convolutions": Claim(
        check=equals_three_convolutions, control=replaced(as_mlp="as_mlp_astray")
    ),
}
