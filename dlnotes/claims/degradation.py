"""Nets that fit worse the deeper they are, and layers that a trained net can spare."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import arms_exchanged


def deep_plain_nets_do_not_fit(result):
    at = list(result["depths"])
    plain, residual = (np.median(result[f"{kind}_loss"], axis=1) for kind in ("plain", "residual"))
    right = 100 * np.median(result["plain_accuracy"], axis=1)[at.index(40)]
    shallow, deep, mended = plain[at.index(10)], plain[at.index(40)], residual[at.index(40)]
    return Evidence(
        {"shallow": shallow, "deep": deep, "mended": mended, "right": right},
        {"fits": right > 95},
        bool(deep > 10 * shallow and deep > 10 * mended and right < 90),
    )


def layers_can_be_spared(result):
    kept = {depth: float(result[f"residual_cut_{depth}"]) for depth in (4, 20, 40)}
    plain = float(result["plain_cut_20"])
    return Evidence(
        {"kept_4": kept[4], "kept_20": kept[20], "kept_40": kept[40], "plain_20": plain},
        {f"depth-{depth}": value > 80 for depth, value in kept.items()},
        kept[20] > plain + 15 and kept[40] > 85 and kept[4] < 65,
    )


kinds_exchanged = arms_exchanged("plain", "residual")

CLAIMS = {
    "degradation-is-not-overfitting": Claim(check=deep_plain_nets_do_not_fit, control=kinds_exchanged),
    "spare-blocks": Claim(check=layers_can_be_spared, control=kinds_exchanged),
}
