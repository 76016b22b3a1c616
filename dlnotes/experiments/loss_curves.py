"""L2 and KL as curves: over the output Y and the logit z, at worked points, at the edge, and in floats.

Y is a probability, d the label, z the logit, Y = σ(z). Everything is exact arithmetic on a
grid: no seed, no training.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import (
    binary_cross_entropy,
    binary_cross_entropy_grad,
    kl,
    kl_grad,
    l2,
    l2_grad,
    sigmoid,
    sigmoid_grad,
)

CORNERS = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))  # (Y, d): twice fully right, twice fully wrong


@dataclass(frozen=True)
class Config:
    points: int = 499  # odd, so that Y = 1/2 is on the grid
    edge: float = 0.002  # the curves of KL stop this far from 0 and 1
    logit: float = 8.0  # z runs from −logit to +logit
    worked: float = 0.9  # the note's output, judged against both labels
    soft: float = 0.3  # a label that is neither 0 nor 1
    confident: float = 20.0  # a logit at which float32's sigmoid is exactly 1


def run(config=Config()):
    return {
        **over_output(config),
        **over_logit(config),
        **worked_points(config),
        **soft_label(config),
        **minima(config),
        **corners(),
        **in_floats(config),
    }


def over_output(config):
    """Values and slopes over Y, for d = 0 and d = 1."""
    y = np.linspace(config.edge, 1 - config.edge, config.points)
    wide = np.linspace(-0.25, 2.25, config.points)
    out = {"y": y, "wide": wide}
    for d in (0, 1):
        out[f"kl_{d}"], out[f"kl_slope_{d}"] = over(kl, y, d), over(kl_grad, y, d)
        out[f"l2_{d}"], out[f"l2_slope_{d}"] = over(l2, y, d), over(l2_grad, y, d)
        out[f"l2_wide_{d}"], out[f"l2_wide_slope_{d}"] = over(l2, wide, d), over(l2_grad, wide, d)
        # The probability of the label, if Y is that of label 1.
        out[f"likelihood_{d}"] = y**d * (1 - y) ** (1 - d)
    ratio = out["kl_slope_1"] / out["l2_slope_1"]
    ratio_zero = out["kl_slope_0"] / out["l2_slope_0"]
    least = min(ratio.min(), ratio_zero.min())
    return out | {
        "ratio": ratio,
        "least_ratio": least,
        "least_ratio_at": y[ratio.argmin()],
        "least_ratio_slide": least / 2,  # the slide drew (y − d)², twice as steep
    }


def over_logit(config):
    """The same losses seen through the sigmoid, for d = 1."""
    z = np.linspace(-config.logit, config.logit, config.points)
    dY = sigmoid_grad(z)
    kl_slope = over(binary_cross_entropy_grad, z, 1)
    l2_slope = over(l2_grad, sigmoid(z), 1) * dY
    tail = np.array([-10.0])
    l2_tail = (l2_grad(sigmoid(tail), np.ones(1)) * sigmoid_grad(tail))[0]
    kl_tail = binary_cross_entropy_grad(tail, np.ones(1))[0]
    return {
        "z": z,
        "kl_over_z": over(binary_cross_entropy, z, 1),
        "l2_over_z": over(l2, sigmoid(z), 1),
        "kl_slope_over_z": kl_slope,
        "l2_slope_over_z": l2_slope,
        "l2_steepest": np.abs(l2_slope).max(),
        "l2_steepest_at": sigmoid(z)[np.abs(l2_slope).argmax()],
        "kl_tail_slope": kl_tail,
        "l2_tail_slope": l2_tail,
        "tail_ratio": kl_tail / l2_tail,
    }


def worked_points(config):
    y = config.worked
    return {
        "l2_value": l2(1.5, 1),
        "l2_slope": l2_grad(1.5, 1),
        "right": kl(y, 1),
        "right_slope": kl_grad(y, 1),
        "wrong": kl(y, 0),
        "wrong_slope": kl_grad(y, 0),
        "edge_slope_1": kl_grad(1.0, 1),
        "edge_slope_0": kl_grad(0.0, 0),
    }


def soft_label(config):
    """KL = CE − H(d): cross-entropy's floor is the label's own entropy, and both have the same slope."""
    d = config.soft
    y = np.linspace(0.01, 0.99, 99)
    cross_entropy = -d * np.log(y) - (1 - d) * np.log(1 - y)
    return {
        "soft_outputs": y,
        "soft_kl_floor": over(kl, y, d).min(),
        "soft_ce_floor": cross_entropy.min(),
        "soft_ce_floor_at": y[cross_entropy.argmin()],
        "soft_entropy": -d * np.log(d) - (1 - d) * np.log(1 - d),
        "soft_gap_spread": np.ptp(cross_entropy - over(kl, y, d)),
        "soft_slope": kl_grad(d, d),
    }


def minima(config):
    """Where each loss is least."""
    d, y = config.soft, np.linspace(0, 2.25, 4501)  # 0.3 and 1 are on the grid
    inside = y[y <= 1]
    return {
        "least_kl": np.array([inside[over(kl, inside, label).argmin()] for label in (0, d, 1)]),
        "least_l2": np.array([y[over(l2, y, label).argmin()] for label in (0, d, 1)]),
        "least_labels": np.array([0, d, 1]),
        "least_past_1": y[1:][np.argmin(-np.log(y[1:]))],  # the formula of d = 1 does not stop at Y = 1
        "edge_slope_l2": l2_grad(1.0, 1),
    }


def corners():
    """The four corners: kl, which knows that 0·log 0 is 0, and the formula typed as it is printed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        printed = [-d * np.log(np.float64(y)) - (1 - d) * np.log(np.float64(1 - y)) for y, d in CORNERS]
    miss = 10.0 ** -np.arange(1, 13)
    return {
        "corners": np.array([kl(y, d) for y, d in CORNERS]),
        "corners_printed": np.array(printed),
        "nearly_right": over(kl, 1 - miss, 1),  # Y = 0.9, 0.99, 0.999, …
        "nearly_wrong": over(kl, miss, 1),  # Y = 0.1, 0.01, 0.001, …
    }


def in_floats(config):
    """Where σ(z) rounds to 1 or to 0, and what is then left of a loss and a slope computed from it."""
    z = np.float32(config.confident)
    Y = sigmoid(z)
    with np.errstate(divide="ignore", invalid="ignore"):
        rounded = 1 / (1 - Y) * (Y * (1 - Y))  # the chain rule on the rounded Y …
    clamped = 1 / np.maximum(1 - Y, np.float32(1e-12)) * (Y * (1 - Y))  # … its first factor kept finite
    return {
        "saturation_32": first(lambda z: sigmoid(z) == 1, np.float32(64)),
        "underflow_32": first(lambda z: sigmoid(z) == 0, np.float32(-128)),
        "overflow_32": first(lambda z: np.isinf(np.exp(-z)), np.float32(-128)),  # in 1 / (1 + exp(−z))
        "wrong_from_probability": kl(Y, 0),
        "wrong_from_logit": binary_cross_entropy(z, 0),
        "wrong_slope_rounded": rounded,
        "wrong_slope_clamped": clamped,
        "wrong_slope_from_logit": binary_cross_entropy_grad(z, 0),
        "mirror_from_probability": kl(sigmoid(-z), 1),
        "mirror_slope_from_probability": kl_grad(sigmoid(-z), 1) * sigmoid_grad(-z),
    }


def first(true, far):
    """Between 0 and `far` the z nearest to 0 at which `true(z)`: bisection down to neighbouring floats."""
    near = type(far)(0)
    with np.errstate(over="ignore"):
        while (middle := (near + far) / 2) not in (near, far):
            near, far = (near, middle) if true(middle) else (middle, far)
    return far


def over(f, y, d):
    """f at every entry of y by itself; as (1, N), for a divergence takes the mean over its first axis."""
    targets = np.full((1, 1), d, dtype=y.dtype)
    if f in (kl, l2, binary_cross_entropy):
        return np.array([f(value.reshape(1, 1), targets) for value in y])
    return f(y[None, :], np.full((1, len(y)), d, dtype=y.dtype))[0]
