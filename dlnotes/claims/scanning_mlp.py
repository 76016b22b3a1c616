"""An MLP that scans its input, and the same network as convolutions: their weights and their answers."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

SHORT, LONG = "", "longer_"  # how the entries of the two windows begin
ORDERS = {
    "erased-first": "erased_first",
    "tied-first": "tied_first",
    "longer-erased-first": "longer_erased_first",
    "longer-tied-first": "longer_tied_first",
}


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


def savings(result):
    """Weights saved by locality and by sharing, in both orders, for the short window and the long one."""
    saved = {}
    for at in (SHORT, LONG):
        dense, local, tied, shared = (
            float(result[at + kind]) for kind in ("dense", "local", "tied", "shared")
        )
        saved |= {f"{at}erased_first_locality": dense - local, f"{at}erased_first_sharing": local - shared}
        saved |= {f"{at}tied_first_sharing": dense - tied, f"{at}tied_first_locality": tied - shared}
    return saved


def locality_saves_most(result):
    saved = savings(result)
    note = {name: saved[f"{order}_sharing"] > saved[f"{order}_locality"] for name, order in ORDERS.items()}
    least = min(saved["erased_first_locality"], saved["tied_first_locality"])
    half, half_longer = ((result[f"{at}dense"] - result[f"{at}shared"]) / 2 for at in (SHORT, LONG))
    grows = all(result[f"longer_{kind}"] > result[kind] for kind in ("local", "tied"))
    first = saved["longer_erased_first_locality"] > half_longer < saved["longer_tied_first_sharing"]
    same = result["longer_shared"] == result["shared"]
    return Evidence(saved, note, bool(least >= half and first and grows and same))


# The counts of a network whose units all read the whole window.
nothing_erased = replaced(
    local="dense", shared="tied", longer_local="longer_dense", longer_shared="longer_tied"
)


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
    "locality-and-sharing": Claim(check=locality_saves_most, control=nothing_erased),
    "mlp-is-three-convolutions": Claim(
        check=equals_three_convolutions, control=replaced(as_mlp="as_mlp_astray")
    ),
}
