"""Deep training without normalisation: what the shortcut, the start and a healthy gradient are worth."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import arms_exchanged


def shortcut_is_half(result):
    plain, zero, alone, slow, start = (
        np.median(result[f"{arm}_losses"])
        for arm in ("plain_he", "skip_zero", "skip_he", "skip_he_slow", "plain_zero")
    )
    failed = int(np.sum(result["skip_he_accuracies"] < 0.6))
    most_fail = failed > len(result["skip_he_accuracies"]) / 2
    return Evidence(
        {"plain": plain, "zero": zero, "slow": slow, "failed": failed},
        {"both": zero < 0.75 * plain, "alone": alone < 0.75 * plain},
        bool(zero < 0.75 * plain and slow < 0.5 and most_fail and start > 0.68),
    )


def healthy_gradient_trains_badly(result):
    names = ("ratios", "outputs", "gradients", "accuracies")
    plain, zero = (
        {name: np.median(result[f"{arm}_{name}"]) for name in names} for arm in ("plain_he", "skip_zero")
    )
    healthy = 0.05 < plain["ratios"] < 5
    forgets = plain["outputs"] > 0.95 and zero["outputs"] < 0.7
    shattered = plain["gradients"] < 0.5 * zero["gradients"]
    numbers = {"ratio": plain["ratios"], "outputs": plain["outputs"], "gradients": plain["gradients"]}
    return Evidence(
        numbers | {"right": 100 * plain["accuracies"]},
        {"vanishes": plain["ratios"] < 1e-2},
        bool(healthy and forgets and shattered and plain["accuracies"] < zero["accuracies"] - 0.1),
    )


plain_and_mended_exchanged = arms_exchanged("plain_he", "skip_zero")

CLAIMS = {
    "skip-is-half": Claim(check=shortcut_is_half, control=plain_and_mended_exchanged),
    "healthy-gradient-poor-training": Claim(
        check=healthy_gradient_trains_badly, control=plain_and_mended_exchanged
    ),
}
