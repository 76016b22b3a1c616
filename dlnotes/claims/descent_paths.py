"""Gradient descent on the weights of a linear neuron, on the output itself, and how long a step may be."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import arms_exchanged, replaced
from dlnotes.claims._measures import furthest


def weights_take_their_own_slope(result):
    kept, lost = max(result["batch_by_weight"]), min(result["batch_by_output"])
    off = furthest(result["neuron_slopes"], result["neuron_error"] * np.asarray(result["neuron_x"]))
    numbers = {
        "left": kept,
        "left_by_output": lost,
        "most_by_output": max(result["batch_by_output"]),
        "off": off,
    }
    return Evidence(
        numbers, {"weight": kept < 1e-6, "output": lost < 1e-6}, kept < 1e-6 and lost > 0.1 and off < 1e-6
    )


def shrinkage(result, lr):
    """What is left of a linear neuron's error, batch by batch: an eigenvector has the factor 1 − ηλ."""
    shares = np.asarray(result["batch_shares"])
    factors = 1 - lr[:, None] * np.asarray(result["batch_eigenvalues"])
    left = (shares * factors ** (2 * result["batch_steps"])).sum(axis=1) / shares.sum(axis=1)
    return np.sqrt(left)


def steps_have_a_limit(result):
    below, above = np.asarray(result["batch_below"]), np.asarray(result["batch_above"])
    limit, margin = np.asarray(result["batch_thresholds"]), result["batch_margin"]
    expected = [shrinkage(result, limit * (1 - margin)), shrinkage(result, limit * (1 + margin))]
    off = furthest(np.concatenate([below, above]) / np.concatenate(expected), 1)
    numbers = {"below": below.max(), "above": above.min(), "lowest": limit.min(), "highest": limit.max()}
    batch = below.max() < 0.01 and above.min() > 10 and off < 1e-3
    neuron = result["neuron_below"] < 0.01 and result["neuron_above"] > 10
    output = result["steps_1_99"] > 0 and result["error_2_01"] > 1
    return Evidence(
        numbers | {"off": off},
        {"below": below.max() < 0.01, "above": above.max() < 1},
        bool(batch and neuron and output),
    )


def without_the_mean(result):
    """Thresholds 2/λmax of XᵀX in place of XᵀX/n."""
    limit, margin = np.asarray(result["batch_thresholds"]) / result["batch_examples"], result["batch_margin"]
    below, above = shrinkage(result, limit * (1 - margin)), shrinkage(result, limit * (1 + margin))
    return result | {"batch_thresholds": limit, "batch_below": below, "batch_above": above}


def steepness_is_not_speed(result):
    limit = result["on_y_limit"]
    kl, l2 = np.mean(result["on_y_kl"] < limit), np.mean(result["on_y_l2"] < limit)
    quicker = np.mean(result["on_y_kl_clipped"] < result["on_y_l2_clipped"])
    soft_kl, soft_l2 = result["on_y_kl_soft_best"], result["on_y_l2_soft_best"]
    numbers = {"kl": 100 * kl, "l2": 100 * l2, "quicker": 100 * quicker}
    return Evidence(
        numbers | {"soft_kl": soft_kl, "soft_l2": soft_l2},
        {"free": kl > 0.5, "cut-off": quicker > 0.5, "cut-off-soft": soft_kl < soft_l2},
        bool(kl < 0.05 and l2 > 0.95 and quicker > 0.5 and soft_kl > 3 * soft_l2),
    )


CLAIMS = {
    "update-by-the-weight": Claim(
        check=weights_take_their_own_slope, control=replaced(batch_by_weight="batch_by_output")
    ),
    "step-size-limit": Claim(check=steps_have_a_limit, control=without_the_mean),
    "steep-is-not-fast": Claim(check=steepness_is_not_speed, control=arms_exchanged("on_y_kl", "on_y_l2")),
}
