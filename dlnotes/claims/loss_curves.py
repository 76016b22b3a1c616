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
    near, note = result["nearly_right"], {"right": np.all(result["corners"][:2] == 0)}
    limit = near[-1] < 1e-9 and np.all(np.diff(near) < 0)
    return Evidence({"near": near[-1], "first": near[0]}, note, bool(note["right"] and limit))


def wrong_costs_without_bound(result):
    near, logs = result["nearly_wrong"], np.log(result["y"])
    sign = np.all(logs < 0) and furthest(result["kl_1"], -logs) < 1e-9
    note = {"infinite": np.all(result["corners"][2:] == np.inf), "sign": sign}
    limit = furthest(np.diff(near), np.log(10)) < 1e-9  # each factor of ten nearer to 0 costs as much again
    return Evidence({"first": near[0], "last": near[-1]}, note, bool(all(note.values()) and limit))


def without_the_minus(result):
    return result | {name: -result[name] for name in ("kl_1", "corners", "nearly_wrong")}


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


def slope_at_the_edge(result):
    edges, soft = (result["edge_slope_1"], result["edge_slope_0"]), result["soft_slope"]
    note = {"hard": min(np.abs(edges)) > 0.5 and result["edge_slope_l2"] == 0}
    exact = abs(edges[0] + 1) < 1e-9 and abs(edges[1] - 1) < 1e-9
    numbers = {"edge": edges[0], "other": edges[1], "soft": soft}
    return Evidence(numbers, note, bool(exact and note["hard"] and abs(soft) < 1e-9))


def both_are_least_at_the_label(result):
    labels = result["least_labels"]
    note = {loss: furthest(result[f"least_{loss}"], labels) < 1e-3 for loss in ("l2", "kl")}
    return Evidence({}, note, all(note.values()))


def past_the_edge(result):
    return result | {"least_kl": np.append(result["least_kl"][:-1], result["least_past_1"])}


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
    "harsh-penalty": Claim(check=wrong_costs_without_bound, control=without_the_minus),
    "slope-signs-of-kl": Claim(check=slopes_have_their_signs, control=inner_derivative_forgotten),
    "slope-at-the-minimum": Claim(
        check=slope_at_the_edge,
        control=replaced(edge_slope_1="edge_slope_l2", edge_slope_0="edge_slope_l2"),
    ),
    "both-least-at-the-label": Claim(check=both_are_least_at_the_label, control=past_the_edge),
    "kl-is-steeper": Claim(check=kl_is_steeper, control=kl_in_the_logit),
    "why-kl": Claim(check=kl_undoes_the_sigmoid, control=slope_through_the_identity),
}
