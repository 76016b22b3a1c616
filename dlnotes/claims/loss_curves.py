"""The curves of L2 and KL: values, slopes and minima, in the output and in the logit."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced
from dlnotes.claims._measures import furthest


def differences(x, f):
    """The slope of f at the inner points of an even grid, by central differences."""
    return (f[2:] - f[:-2]) / (x[2:] - x[:-2])


def half_gives_a_clean_slope(result):
    y, curve = result["wide"], result["l2_wide_1"]
    off = furthest(differences(y, curve), y[1:-1] - 1)
    return Evidence({"off": off, "least_at": y[curve.argmin()]}, {"clean": off < 1e-9}, off < 1e-9)


def without_the_half(result):
    return result | {"l2_wide_1": 2 * result["l2_wide_1"]}


def slope_is_the_error(result):
    y, at = result["wide"], result["l2_slope"]
    signs, sizes, off = [], [], 0.0
    for d in (0, 1):
        slope = result[f"l2_wide_slope_{d}"]
        signs.append(np.all((slope > 0) == (y > d)))
        sizes.append(furthest(np.abs(slope), np.abs(y - d)) < 1e-9)
        off = max(off, furthest(slope[1:-1], differences(y, result[f"l2_wide_{d}"])))
    note = {"at-1-5": at > 0, "sign": all(signs), "size": all(sizes)}
    return Evidence({"at": at, "off": off}, note, all(note.values()) and off < 1e-9)


def sign_flipped(result):
    return result | {key: -result[key] for key in ("l2_slope", "l2_wide_slope_0", "l2_wide_slope_1")}


def right_costs_nothing(result):
    right, printed, near = result["corners"][:2], result["corners_printed"][:2], result["nearly_right"]
    limit = near[-1] < 1e-9 and np.all(np.diff(near) < 0)
    return Evidence(
        {"near": near[-1], "first": near[0]},
        {"limit": limit, "printed": np.all(printed == 0)},
        bool(limit and np.all(right == 0) and np.isnan(printed).all()),
    )


def correction_needs_the_logit(result):
    loss, slope = result["wrong_from_logit"], result["wrong_slope_from_logit"]
    rounded, clamped = result["wrong_slope_rounded"], result["wrong_slope_clamped"]
    note = {
        "penalty": np.isinf(result["corners"][3]),
        "from-logit": abs(slope - 1) < 1e-3,
        "near-0": abs(result["mirror_slope_from_probability"] + 1) < 1e-3,
        "rounded-to-1": abs(rounded - 1) < 1e-3,
    }
    numbers = {
        "from_logit": loss,
        "slope": slope,
        "clamped": clamped,
        "first_one": result["saturation_32"],
    }
    lost = not np.isfinite(rounded) and clamped == 0 and np.isinf(result["wrong_from_probability"])
    exact = abs(loss - 20) < 1e-3 and abs(result["saturation_32"] - 24 * np.log(2)) < 1e-4
    return Evidence(numbers, note, bool(note["from-logit"] and lost and exact))


through_the_rounded = replaced(
    wrong_from_logit="wrong_from_probability", wrong_slope_from_logit="wrong_slope_rounded"
)


def slopes_have_their_signs(result):
    y, kept = result["y"], slice(20, -20)  # away from the ends, where differences of a steep curve are rough
    off = 0.0
    for d in (0, 1):
        measured = differences(y, result[f"kl_{d}"])[kept]
        off = max(off, furthest(result[f"kl_slope_{d}"][1:-1][kept] / measured, 1))
    right, wrong = result["right_slope"], result["wrong_slope"]
    exact = abs(right + 10 / 9) < 1e-9 and abs(wrong - 10) < 1e-9
    return Evidence(
        {"right": right, "wrong": wrong, "ratio": abs(wrong / right), "off": off},
        {"label-1": right < 0, "label-0": wrong > 0},
        bool(exact and off < 0.01),
    )


def inner_derivative_forgotten(result):
    return result | {name: -result[name] for name in ("kl_slope_0", "wrong_slope")}


def slope_vanishes_in_the_logit(result):
    edge, other, far = result["edge_slope_1"], result["edge_slope_0"], np.abs(result["far_kl_slope"])
    soft, soft_logit = abs(result["soft_slope"]), abs(result["soft_slope_over_z"])
    note = {
        "output-hard": abs(edge) > 0.5 and abs(other) > 0.5 and result["edge_slope_l2"] == 0,
        "output-soft": soft > 1e-9,
        "logit-hard": far[-1] > 1e-9,
        "logit-soft": soft_logit > 1e-9,
    }
    vanishes = far[-1] < 1e-9 and np.all(np.diff(far) < 0) and soft < 1e-9 and soft_logit < 1e-9
    numbers = {"edge": edge, "far": far[0], "farthest": far[-1], "soft": result["soft_slope"]}
    return Evidence(numbers, note, bool(vanishes and abs(edge + 1) < 1e-9))


def far_slope_through_the_identity(result):
    """KL's slope handed on as −1/Y, the sigmoid's own left out."""
    return result | {"far_kl_slope": -(1 + np.exp(-result["far"]))}


def both_are_least_at_the_label(result):
    labels, beyond = result["least_labels"], result["whole"][np.argmin(result["unbounded_kl"])]
    note = {
        "l2": furthest(result["least_l2"], labels) < 1e-3,
        "kl": furthest(result["least_kl"], labels) < 1e-3,
        "past-1": abs(beyond - 1) < 1e-3,
    }
    return Evidence({"beyond": beyond}, note, bool(note["l2"] and note["kl"] and beyond > 2))


def past_the_edge(result):
    least = np.array(result["least_kl"])
    least[-1] = result["whole"][np.argmin(result["unbounded_kl"])]
    return result | {"least_kl": least}


def kl_is_steeper(result):
    y = result["y"]
    ratios = [result[f"kl_slope_{d}"] / result[f"l2_slope_{d}"] for d in (0, 1)]
    least = min(ratio.min() for ratio in ratios)
    off = max(furthest(ratio * y * (1 - y), 1) for ratio in ratios)
    return Evidence(
        {"least": least, "least_slide": least / 2, "off": off},
        {"half-square": least > 1, "square": least / 2 > 1},
        bool(abs(least - 4) < 1e-6 and off < 1e-6),
    )


def kl_in_the_logit(result):
    """KL's slope multiplied by the sigmoid's, L2's not."""
    y = result["y"]
    return result | {f"kl_slope_{d}": result[f"kl_slope_{d}"] * y * (1 - y) for d in (0, 1)}


def kl_undoes_the_sigmoid(result):
    z, kl, l2 = result["z"], result["kl_over_z"], result["l2_over_z"]
    y = 1 / (1 + np.exp(-z))
    off_kl = max(furthest(result["kl_slope_over_z"], y - 1), furthest(differences(z, kl), y[1:-1] - 1))
    off_l2 = furthest(result["l2_slope_over_z"], (y - 1) * y * (1 - y))
    likely = max(furthest(-np.log(result[f"likelihood_{d}"]), result[f"kl_{d}"]) for d in (0, 1))
    ratio = result["kl_slope_over_z"][0] / result["l2_slope_over_z"][0]
    numbers = {"off_kl": off_kl, "off_l2": off_l2, "off_likelihood": likely, "ratio": ratio, "from": z[0]}
    bends = np.diff(kl, 2).min() > 0 and np.diff(l2, 2)[y[1:-1] < 0.33].max() < 0
    return Evidence(numbers, {}, bool(off_kl < 1e-3 and off_l2 < 1e-9 and likely < 1e-9 and bends))


def slope_through_the_identity(result):
    """KL's slope handed on as −1/Y, the sigmoid's own left out."""
    return result | {"kl_slope_over_z": -(1 + np.exp(-result["z"]))}


CLAIMS = {
    "half-for-a-clean-slope": Claim(check=half_gives_a_clean_slope, control=without_the_half),
    "slope-is-the-error": Claim(check=slope_is_the_error, control=sign_flipped),
    "right-costs-nothing": Claim(check=right_costs_nothing, control=replaced(corners="corners_printed")),
    "harsh-penalty": Claim(check=correction_needs_the_logit, control=through_the_rounded),
    "slope-signs-of-kl": Claim(check=slopes_have_their_signs, control=inner_derivative_forgotten),
    "slope-at-the-minimum": Claim(check=slope_vanishes_in_the_logit, control=far_slope_through_the_identity),
    "both-least-at-the-label": Claim(check=both_are_least_at_the_label, control=past_the_edge),
    "kl-is-steeper": Claim(check=kl_is_steeper, control=kl_in_the_logit),
    "why-kl": Claim(check=kl_undoes_the_sigmoid, control=slope_through_the_identity),
}
