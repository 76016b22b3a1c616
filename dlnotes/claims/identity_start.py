"""How soon blocks arrive at the identity, from which start."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence


def identity_is_the_default(result):
    plain, zero, small, he = (result["steps"][i, :, -1] for i in range(4))  # with the most blocks
    signed = np.median(result["signed"][1])
    arrives = {
        "zero": zero.max() == 0,
        "small": np.median(small) <= 100,
        "he": np.median(he) <= 100,
        "either-sign": signed < 0.1,
        "no-norm": result["bare_shrunk"] < 0.1 * result["bare_drawn"],
        "norm": result["norm_shrunk"] < 0.1 * result["norm_drawn"],
    }
    never = np.isinf(np.median(he)) and np.isinf(np.median(plain))
    decays = result["he_decayed_distance"] < 1e-3 and result["plain_decayed_length"] < 1e-3
    decays = decays and arrives["no-norm"] and result["norm_shrunk"] > 0.9 * result["norm_drawn"]
    ours = arrives["zero"] and arrives["small"] and never and decays and 0.6 < signed < 0.8
    return Evidence(
        {"zero": np.median(zero), "small": np.median(small), "signed": signed}, arrives, bool(ours)
    )


def all_plain(result):
    """Every kind of net replaced by the plain one."""
    return result | {name: result[name][[0, 0, 0, 0]] for name in ("steps", "first", "last", "signed")}


CLAIMS = {"identity-by-default": Claim(identity_is_the_default, all_plain)}
