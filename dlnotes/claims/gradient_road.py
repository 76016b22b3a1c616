"""The shortcut's road for the gradient, cut: what changes and what does not."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import arms_exchanged


def road_is_not_the_cause(result):
    learnt, after, test = (
        {arm: np.median(result[f"{arm}_{name}"]) for arm in ("plain", "cut", "open")}
        for name in ("learnts", "afters", "tests")
    )
    # The share of the nearness to the identity that needs no road.
    nearer = (after["plain"] - after["cut"]) / (after["plain"] - after["open"])
    by_heart = learnt["cut"] > 90 and learnt["open"] > 90
    return Evidence(
        {"nearness_without": 100 * nearer, "learnt_cut": learnt["cut"], "learnt_open": learnt["open"]},
        {"fewer-learnt": learnt["open"] < learnt["cut"] - 10, "nearness-lost": nearer < 0.5},
        bool(by_heart and nearer > 0.75 and test["plain"] < test["open"]),
    )


CLAIMS = {"road-is-not-the-cause": Claim(road_is_not_the_cause, arms_exchanged("plain", "cut"))}
