"""What the note says of L2, of KL, and of choosing between them."""

import numpy as np

from dlnotes.claims.claim import Claim, Evidence

L2, STEP = "L2 Loss", "Intuition behind the derivative"
KL, PENALTY, SLOPE = "KL Divergence and CE Loss", "Intuition on Loss Function", "Intuition behind Derivative"
CONTEST = "Why KL over L2?"


def differences(x, f):
    """The slope of f at the inner points of an even grid, by central differences."""
    return (f[2:] - f[:-2]) / (x[2:] - x[:-2])


def furthest(a, b):
    return float(np.abs(np.asarray(a) - b).max())


# -- L2 ----------------------------------------------------------------------------------------------------------------


def half(result):
    y, curve = result["wide"], result["l2_wide_1"]
    off = furthest(differences(y, curve), y[1:-1] - 1)
    return Evidence(
        {"off": off, "least_at": y[curve.argmin()]}, {"the slope is the error itself": off < 1e-9}, off < 1e-9
    )


def error_as_slope(result):
    y, at = result["wide"], result["l2_slope"]
    signs, sizes, off = [], [], 0.0
    for d in (0, 1):
        slope = result[f"l2_wide_slope_{d}"]
        signs.append(np.all((slope > 0) == (y > d)))
        sizes.append(furthest(np.abs(slope), np.abs(y - d)) < 1e-9)
        off = max(off, furthest(slope[1:-1], differences(y, result[f"l2_wide_{d}"])))
    note = {
        "positive at $y = 1.5$, $d = 1$": at > 0,
        "positive exactly where $y > d$": all(signs),
        "as large as the error": all(sizes),
    }
    return Evidence({"at": at, "off": off}, note, all(note.values()) and off < 1e-9)


def weight_update(result):
    kept, lost = max(result["batch_by_weight"]), min(result["batch_by_output"])
    off = furthest(result["neuron_slopes"], result["neuron_error"] * np.asarray(result["neuron_x"]))
    note = {
        "derivative with respect to each weight": kept < 1e-6,
        "derivative with respect to the output, for every weight": lost < 1e-6,
    }
    numbers = {
        "left": kept,
        "left_by_output": lost,
        "most_by_output": max(result["batch_by_output"]),
        "off": off,
    }
    return Evidence(numbers, note, kept < 1e-6 and lost > 0.1 and off < 1e-6)


def shrinkage(result, lr):
    """What a linear neuron's descent leaves of the error, for each batch: every eigenvector has its own factor 1 − ηλ."""
    shares, factors = (
        np.asarray(result["batch_shares"]),
        1 - lr[:, None] * np.asarray(result["batch_eigenvalues"]),
    )
    left = (shares * factors ** (2 * result["batch_steps"])).sum(axis=1) / shares.sum(axis=1)
    return np.sqrt(left)


def step_limit(result):
    below, above = np.asarray(result["batch_below"]), np.asarray(result["batch_above"])
    limit, margin = np.asarray(result["batch_thresholds"]), result["batch_margin"]
    expected = np.concatenate(
        [shrinkage(result, limit * (1 - margin)), shrinkage(result, limit * (1 + margin))]
    )
    off = furthest(np.concatenate([below, above]) / expected, 1)
    note = {"one per cent below the limit": below.max() < 0.01, "one per cent above it": above.max() < 1}
    numbers = {
        "below": below.max(),
        "above": above.min(),
        "lowest": limit.min(),
        "highest": limit.max(),
        "off": off,
    }
    ours = below.max() < 0.01 and above.min() > 10 and off < 1e-3
    ours = (
        ours
        and result["neuron_below"] < 0.01
        and result["neuron_above"] > 10
        and result["steps_1_99"] > 0
        and result["error_2_01"] > 1
    )
    return Evidence(numbers, note, bool(ours))


def without_the_mean(result):
    """Thresholds 2/λmax of XᵀX in place of XᵀX/n."""
    limit, margin = np.asarray(result["batch_thresholds"]) / result["batch_examples"], result["batch_margin"]
    below, above = shrinkage(result, limit * (1 - margin)), shrinkage(result, limit * (1 + margin))
    return result | {"batch_thresholds": limit, "batch_below": below, "batch_above": above}


# -- KL and cross-entropy ----------------------------------------------------------------------------------------------


def same_loss(result):
    d = np.asarray(result["labels"])
    gap = np.asarray(result["ce_of_labels"]) - result["kl_of_labels"]
    soft = (d > 0) & (d < 1)
    entropy = np.zeros(len(d))
    entropy[soft] = -d[soft] * np.log(d[soft]) - (1 - d[soft]) * np.log(1 - d[soft])
    off, ripple = furthest(gap, entropy[:, None]), np.ptp(gap, axis=1).max()
    note = {
        "value, label 0 or 1": furthest(gap[~soft], 0) < 1e-9,
        "value, soft label": furthest(gap[soft], 0) < 1e-9,
        "slope in $Y$, label fixed": ripple < 1e-9,
    }
    return Evidence(
        {"most": gap.max(), "off": off, "ripple": ripple}, note, off < 1e-9 and gap[soft].min() > 0.1
    )


def logarithm(result):
    adds = {name: result[f"defect_{name}"] for name in ("log", "square", "absolute")}
    honest = {name: result[f"dishonesty_{name}"] for name in adds}
    numbers = {f"{name}_defect": value for name, value in adds.items()} | {
        f"{name}_dishonesty": value for name, value in honest.items()
    }
    only_log_adds = adds["log"] < 1e-9 and min(adds["square"], adds["absolute"]) > 0.1
    two_are_honest = max(honest["log"], honest["square"]) < 2e-3 and honest["absolute"] > 0.1
    return Evidence(numbers, {}, bool(only_log_adds and two_are_honest))


def infinity(result):
    names = ("log", "square", "absolute")
    adding = [n for n in names if result[f"defect_{n}"] < 1e-9]
    honest = [n for n in names if result[f"dishonesty_{n}"] < 2e-3]
    unbounded = [n for n in names if np.isinf(result[f"most_{n}"])]
    note = {
        "if the costs of independent answers are to add": bool(adding) and set(adding) <= set(unbounded),
        "if the honest answer is to be the cheapest": bool(honest) and set(honest) <= set(unbounded),
    }
    ours = adding == ["log"] and unbounded == ["log"] and honest == ["log", "square"]
    return Evidence({"most_square": result["most_square"]}, note, ours)


def clamped_logarithm(result, most=5.0):
    """−log cut off at `most`, as a library might."""
    single, pair = np.minimum(result["single_log"], most), np.minimum(result["pair_log"], most)
    return result | {"defect_log": furthest(pair, np.add.outer(single, single)), "most_log": most}


def degrees(result):
    outputs, labels = np.asarray(result["outputs"]), np.asarray(result["labels"])
    at_an_end = (outputs == 0) | (outputs == 1)
    between = np.mean((outputs > 0.01) & (outputs < 0.99), axis=1)
    note = {"every label is 0": np.all(labels == 0), "every output is 0 or 1": np.all(at_an_end)}
    numbers = {
        "between": 100 * np.median(between),
        "least": 100 * between.min(),
        "most": 100 * between.max(),
        "yes": 100 * labels.mean(),
    }
    return Evidence(
        numbers, note, bool(not at_an_end.any() and np.median(between) > 0.3 and 0.2 < labels.mean() < 0.8)
    )


def sign(result):
    logs, cost = result["logs"], result["kl_1"]
    note = {"at $Y = 0$": np.isneginf(logs[0]), "at $0 < Y < 1$": np.all(np.isneginf(logs[1:-1]))}
    ours = np.all(logs[:-1] < 0) and abs(logs[-1]) < 1e-12 and np.all(cost > 0) and np.all(np.diff(cost) < 0)
    return Evidence(
        {"negative": 100 * np.mean(logs[1:-1] < 0), "infinite": int(np.isneginf(logs).sum())},
        note,
        bool(ours),
    )


def no_penalty(result):
    right, printed, near = result["corners"][:2], result["corners_printed"][:2], result["nearly_right"]
    note = {
        "as a limit": near[-1] < 1e-9 and np.all(np.diff(near) < 0),
        "the printed formula in floats": np.all(printed == 0),
    }
    return Evidence(
        {"near": near[-1], "first": near[0]},
        note,
        bool(note["as a limit"] and np.all(right == 0) and np.isnan(printed).all()),
    )


def correction(result):
    mirror, logit = result["mirror_slope_from_probability"], result["wrong_slope_from_logit"]
    rounded, clamped = result["wrong_slope_rounded"], result["wrong_slope_clamped"]
    note = {
        "the penalty at $d = 1$, $Y = 0$": np.isinf(result["corners"][3]),
        "the correction, computed from the logit": abs(logit - 1) < 1e-3,
        "the correction, through $Y$ near 0": abs(mirror + 1) < 1e-3,
        "the correction, through $Y$ rounded to 1": abs(rounded - 1) < 1e-3,
    }
    numbers = {
        "from_logit": result["wrong_from_logit"],
        "slope": logit,
        "clamped": clamped,
        "first_one": result["saturation_32"],
    }
    ours = note["the correction, computed from the logit"] and not np.isfinite(rounded) and clamped == 0
    ours = (
        ours
        and abs(result["wrong_from_logit"] - 20) < 1e-3
        and abs(result["saturation_32"] - 24 * np.log(2)) < 1e-4
    )
    return Evidence(numbers, note, bool(ours and np.isinf(result["wrong_from_probability"])))


def slope_signs(result):
    off = 0.0
    for d in (0, 1):
        y, kept = (
            result["y"],
            slice(20, -20),
        )  # away from the ends, where differences of a steep curve are rough
        measured = differences(y, result[f"kl_{d}"])[kept]
        off = max(off, furthest(result[f"kl_slope_{d}"][1:-1][kept] / measured, 1))
    right, wrong = result["right_slope"], result["wrong_slope"]
    note = {"$d = 1$: negative": right < 0, "$d = 0$: positive": wrong > 0}
    exact = abs(right + 10 / 9) < 1e-9 and abs(wrong - 10) < 1e-9
    return Evidence(
        {"right": right, "wrong": wrong, "ratio": abs(wrong / right), "off": off},
        note,
        bool(exact and off < 0.01),
    )


def slope_at_minimum(result):
    edge, far, soft = result["edge_slope_1"], np.abs(result["far_kl_slope"]), result["soft_slope"]
    note = {
        "in $Y$, label 0 or 1": abs(edge) > 0.5
        and abs(result["edge_slope_0"]) > 0.5
        and result["edge_slope_l2"] == 0,
        "in $Y$, soft label": abs(soft) > 1e-9,
        "in the logit, label 1": far[-1] > 1e-9,
        "in the logit, soft label": abs(result["soft_slope_over_z"]) > 1e-9,
    }
    vanishes = (
        far[-1] < 1e-9
        and np.all(np.diff(far) < 0)
        and abs(soft) < 1e-9
        and abs(result["soft_slope_over_z"]) < 1e-9
    )
    return Evidence(
        {"edge": edge, "far": far[0], "farthest": far[-1], "soft": soft},
        note,
        bool(vanishes and abs(edge + 1) < 1e-9),
    )


# -- the contest -------------------------------------------------------------------------------------------------------


def minima(result):
    labels, beyond = result["least_labels"], result["whole"][np.argmin(result["unbounded_kl"])]
    note = {
        "L2": furthest(result["least_l2"], labels) < 1e-3,
        "KL on $[0, 1]$": furthest(result["least_kl"], labels) < 1e-3,
        "the formula $-\\log Y$ past 1": abs(beyond - 1) < 1e-3,
    }
    return Evidence({"beyond": beyond}, note, bool(note["L2"] and note["KL on $[0, 1]$"] and beyond > 2))


def past_the_edge(result):
    least = np.array(result["least_kl"])
    least[-1] = result["whole"][np.argmin(result["unbounded_kl"])]
    return result | {"least_kl": least}


def steepness(result):
    y = result["y"]
    ratios = [result[f"kl_slope_{d}"] / result[f"l2_slope_{d}"] for d in (0, 1)]
    least = min(ratio.min() for ratio in ratios)
    off = max(furthest(ratio * y * (1 - y), 1) for ratio in ratios)
    note = {"against $\\frac12(y-d)^2$": least > 1, "against the slide's $(y-d)^2$": least / 2 > 1}
    return Evidence(
        {"least": least, "least_slide": least / 2, "off": off},
        note,
        bool(abs(least - 4) < 1e-6 and off < 1e-6),
    )


def kl_in_the_logit(result):
    """KL's slope multiplied by the sigmoid's, L2's not."""
    y = result["y"]
    return result | {f"kl_slope_{d}": result[f"kl_slope_{d}"] * y * (1 - y) for d in (0, 1)}


def literally(result):
    limit = result["on_y_limit"]
    kl, l2 = np.mean(result["on_y_kl"] < limit), np.mean(result["on_y_l2"] < limit)
    quicker = np.mean(result["on_y_kl_clipped"] < result["on_y_l2_clipped"])
    soft_kl, soft_l2 = result["on_y_kl_soft_best"], result["on_y_l2_soft_best"]
    note = {
        "$Y$ moved freely, label 1": kl > 0.5,
        "each step cut off at 1, label 1": quicker > 0.5,
        "each step cut off, label 0.9, best step size": soft_kl < soft_l2,
    }
    numbers = {
        "kl": 100 * kl,
        "l2": 100 * l2,
        "quicker": 100 * quicker,
        "soft_kl": soft_kl,
        "soft_l2": soft_l2,
    }
    return Evidence(numbers, note, bool(kl < 0.05 and l2 > 0.95 and quicker > 0.5 and soft_kl > 3 * soft_l2))


def swapped_in_y(result):
    swap = {"kl": "l2", "l2": "kl"}
    keys = [key for key in result if key.startswith(("on_y_kl", "on_y_l2"))]
    return result | {
        key: result[key.replace(key[5:7], swap[key[5:7]])]
        for key in keys
        if key.replace(key[5:7], swap[key[5:7]]) in result
    }


def from_a_wrong_start(result):
    """Faster means: L2 needs more than three times the steps."""
    far = list(result["starts"]).index(-10)
    same = result["l2_steps"][far] / result["kl_steps"][far]
    shared, neutral = result["l2_shared"] / result["kl_shared"], result["l2_neutral"] / result["kl_neutral"]
    adam = {rate: result[f"l2_adam_{rate}"][far] / result[f"kl_adam_{rate}"][far] for rate in ("0_1", "1")}
    note = {
        "same step size, from −10": same > 3,
        "one step size for all starts, label 0.9": shared > 3,
        "own step size for each start, label 1": max(result["l2_own_steps"])
        > 3 * max(result["kl_own_steps"]),
        "own step size, neutral start, label 0.9": neutral > 3,
        "Adam, from −10": min(adam.values()) > 3,
    }
    growth = result["l2_steps"][-1] / result["l2_steps"][-2]
    numbers = {"same": same, "shared": shared, "neutral": neutral, "adam": adam["0_1"], "growth": growth}
    ours = (
        same > 100
        and shared > 20
        and abs(growth / np.e - 1) < 0.05
        and neutral < 5
        and max(adam.values()) < 2
    )
    return Evidence(numbers, note, bool(ours))


def forgotten_sigmoid(result):
    """L2's slope without dY/dz is Y − d, which is KL's."""
    return result | {
        key: result["kl" + key[2:]] for key in result if key.startswith("l2_") and "kl" + key[2:] in result
    }


def in_logistic_regression(result):
    table = np.asarray(result["table"])[..., 0]  # seed, start, run
    scales = list(result["scales"])
    zero, far = table[:, scales.index(0)], table[:, scales.index(10)]
    most = len(table) - 1  # in all seeds but one
    note = {
        "zero weights, best step size each": np.sum(zero[:, 1] > zero[:, 0]) >= most,
        "wrong weights, best step size each": np.sum(far[:, 1] > far[:, 0]) >= most,
        "wrong weights, KL's best step size for both": np.sum(far[:, 2] > far[:, 0]) >= most,
    }
    kl, l2, same = np.median(far, axis=0)
    ours = np.median(zero[:, 1]) <= 2 * np.median(zero[:, 0]) and l2 >= 1.5 * kl and same >= 3 * kl
    ours = (
        ours
        and note["wrong weights, best step size each"]
        and note["wrong weights, KL's best step size for both"]
    )
    return Evidence(
        {"kl": kl, "l2": l2, "same": same}, note, bool(ours and not note["zero weights, best step size each"])
    )


def kl_in_every_run(result):
    table = np.array(result["table"])
    table[..., 1:, :] = table[..., :1, :]
    return result | {"table": table}


def in_a_network(result):
    steps = np.asarray(result["steps"])  # start, optimiser, loss, seed
    later = (steps[:, :, 1:] > steps[:, :, :1]).sum(axis=-1)  # seeds in which L2 came later
    most = steps.shape[-1] - 1
    cells = {
        "random start, SGD": (0, 0),
        "random start, Adam": (0, 1),
        "wrong start, SGD": (1, 0),
        "wrong start, Adam": (1, 1),
    }
    medians = np.median(steps, axis=-1)
    ratios = medians[:, :, 1] / medians[:, :, 0]  # L2 behind the softmax over cross-entropy
    note = {name: later[at].min() >= most for name, at in cells.items()}
    numbers = {
        "random_sgd": ratios[0, 0],
        "random_adam": ratios[0, 1],
        "wrong_sgd": ratios[1, 0],
        "wrong_adam": ratios[1, 1],
    }
    return Evidence(
        numbers, note, bool(ratios[1].min() > 2 and later[1].min() >= most and np.all(ratios[1] > ratios[0]))
    )


def without_the_softmax_slope(result):
    """L2's slope behind the softmax, with the softmax's own slope left out, is Y − d: cross-entropy's."""
    steps = np.array(result["steps"])
    steps[:, :, 1] = steps[:, :, 0]
    return result | {"steps": steps}


def reason(result):
    z, kl, l2 = result["z"], result["kl_over_z"], result["l2_over_z"]
    Y, y = 1 / (1 + np.exp(-z)), result["y"]
    off_kl = max(furthest(result["kl_slope_over_z"], Y - 1), furthest(differences(z, kl), Y[1:-1] - 1))
    off_l2 = furthest(result["l2_slope_over_z"], (Y - 1) * Y * (1 - Y))
    likely = max(furthest(-np.log(result[f"likelihood_{d}"]), result[f"kl_{d}"]) for d in (0, 1))
    bends = np.diff(l2, 2)[Y[1:-1] < 0.33]
    ratio = result["kl_slope_over_z"][0] / result["l2_slope_over_z"][0]
    numbers = {"off_kl": off_kl, "off_l2": off_l2, "off_likelihood": likely, "ratio": ratio, "from": z[0]}
    ours = off_kl < 1e-3 and off_l2 < 1e-9 and likely < 1e-9 and np.diff(kl, 2).min() > 0 and bends.max() < 0
    return Evidence(numbers, {}, bool(ours))


def through_the_identity(result):
    """KL's slope handed on as −1/Y, the sigmoid's own left out."""
    return result | {"kl_slope_over_z": -(1 + np.exp(-result["z"]))}


CLAIMS = [
    Claim(
        slug="half-for-a-clean-slope",
        section=L2,
        note="the ½ is a scaling factor that keeps the derivative clean.",
        statement="so it is. With the ½ the slope *is* the error; without it, twice the error. The minimum is at the label either way.",
        kind="derivation",
        experiment="loss-curves",
        check=half,
        control=lambda result: result | {"l2_wide_1": 2 * result["l2_wide_1"]},
        wrong="a square without its ½",
        ran="slopes measured by differences at 497 outputs from −0.25 to 2.25: $y - d$, to rounding; least at [[half-for-a-clean-slope.least_at:.0f]], the label",
        tolerance="within 1e-9 of the error: differences of a parabola are exact but for rounding, and a missing ½ would show as 0.25 or more.",
        see={"snippet": "l2.py"},
    ),
    Claim(
        slug="slope-is-the-error",
        section=STEP,
        note="at $y = 1.5$, $d = 1$ raising $y$ raises the loss, so the derivative is positive; its size depends on the error; it is $y - d$, positive when $y > d$.",
        statement="all of it, with [[slope-is-the-error.at:+.1f]] at that point.",
        kind="derivation",
        experiment="loss-curves",
        check=error_as_slope,
        control=lambda result: (
            result | {key: -result[key] for key in ("l2_slope", "l2_wide_slope_0", "l2_wide_slope_1")}
        ),
        wrong="the sign flipped, $d - y$",
        ran="both labels, 499 outputs each: sign and size everywhere; the slope measured by differences is the same, to rounding",
        tolerance="signs exact, sizes within 1e-9; a flipped sign is off by up to 4.5.",
    ),
    Claim(
        slug="update-by-the-weight",
        section=STEP,
        note="new weights are the old ones minus step size times *the derivative of the divergence*, which it has just found to be $y - d$.",
        statement="yes, if the derivative is taken with respect to that weight, $(y-d)\\,x_i$. The bare $y - d$, applied to every weight, does not lead to the solution.",
        kind="experiment",
        experiment="descent-paths",
        check=weight_update,
        control=lambda result: result | {"batch_by_weight": result["batch_by_output"]},
        wrong="every weight moved by the slope in the output",
        ran="[[descent-paths.seeds:d]] seeds, 3 weights, [[descent-paths.batch_examples:d]] examples that a solution fits exactly, [[descent-paths.batch_steps:d]] steps of half the longest: with $(y-d)\\,x_i$ nothing but rounding is left of the error; with $y-d$ at least [[update-by-the-weight.left_by_output:.2f]] of it, and in one seed [[update-by-the-weight.most_by_output:.0e]] times as much",
        tolerance="solved means that less than 1e-6 of the error is left in every seed; the wrong update must leave more than a tenth in every seed.",
        see={"snippet": "gradient_step.py"},
    ),
    Claim(
        slug="step-size-limit",
        section=STEP,
        note="gives the update rule with a step size, and does not say how long a step may be.",
        statement="for L2 and a linear neuron the rule arrives from every start exactly when the step is shorter than 2 over the largest curvature: 2 on the output, $2/\\lVert x\\rVert^2$ for one example, $2/\\lambda_{\\max}$ for a batch.",
        kind="experiment",
        experiment="descent-paths",
        check=step_limit,
        control=without_the_mean,
        wrong="a limit with the $1/n$ of the batch left out of $\\lambda_{\\max}$",
        ran="[[descent-paths.seeds:d]] seeds, batches of [[descent-paths.batch_examples:d]], limits from [[step-size-limit.lowest:.2f]] to [[step-size-limit.highest:.2f]]. After [[descent-paths.batch_steps:d]] steps one per cent below, at most [[step-size-limit.below:.1e]] of the error is left; one per cent above, it has grown at least [[step-size-limit.above:,.0f]]-fold",
        tolerance="below the limit less than 0.01 may be left, above it the error must grow tenfold, and both must agree with the product of the factors $1 - \\eta\\lambda$ to 0.1 per cent; along the steepest direction those are $0.98^{400}$ and $1.02^{400}$.",
        see={"lab": "descent"},
    ),
    Claim(
        slug="kl-and-ce",
        section=KL,
        note="names KL divergence and CE loss in one breath.",
        statement="one loss for labels 0 and 1. For a soft label CE is larger by the label's entropy $H(d)$, up to [[kl-and-ce.most:.3f]], and as long as the label does not depend on the network the slopes agree.",
        kind="identity",
        experiment="loss-curves",
        check=same_loss,
        control=lambda result: result | {"kl_of_labels": result["ce_of_labels"]},
        wrong="a KL from which the label's entropy was left out",
        ran="11 labels from 0 to 1 at 99 outputs: CE − KL is $H(d)$ everywhere, to rounding, and constant in $Y$",
        tolerance="within 1e-9; the entropies of the soft labels tried are 0.3 and more.",
        see={"snippet": "kl.py"},
    ),
    Claim(
        slug="why-the-log",
        section=KL,
        note="asks why there is a logarithm in this divergence.",
        statement="because the costs of independent answers should add where their probabilities multiply, which only multiples of the logarithm do among continuous functions. It is also one of the penalties under which the honest forecast is the cheapest; the square is another, the absolute error is none.",
        kind="experiment",
        experiment="why-log",
        check=logarithm,
        control=lambda result: (
            result | {f"{what}_log": result[f"{what}_absolute"] for what in ("defect", "dishonesty")}
        ),
        wrong="the absolute error in the logarithm's place",
        ran="2,500 pairs of probabilities: the cost of the pair is the sum for −log, to rounding, and differs from it by up to [[why-the-log.square_defect:.2f]] for ½ the square. Six true rates: the cheapest forecast is the rate for −log and square, and off by up to [[why-the-log.absolute_dishonesty:.1f]] for the absolute error",
        tolerance="sums to 1e-9; forecasts to two steps of a grid of 0.001; the others must miss by more than 0.1. That no other continuous function adds is a theorem, and no run.",
        source="[Shannon (1948)](references.md#shannon-1948), Theorem 2 and its appendix, where the logarithm follows from such requirements; [Gneiting & Raftery (2007)](references.md#gneiting-2007) on proper penalties.",
    ),
    Claim(
        slug="answers-between-the-ends",
        section=PENALTY,
        note="in binary classification we are either fully correct ($d=0$, $y=0$) or fully wrong ($d=0$, $y=1$).",
        statement="these are two of four corners, for $d$ may be 1, and a sigmoid reaches none of them in exact arithmetic. Answers lie between, many of them far inside, and the penalty is graded.",
        kind="experiment",
        experiment="logistic-start",
        check=degrees,
        control=lambda result: result | {"outputs": np.round(result["outputs"])},
        wrong="outputs rounded to yes or no",
        ran="logistic regressions on [[logistic-start.examples:d]] noisy labels, [[logistic-start.seeds:d]] seeds, after training with KL: no output is 0 or 1, and [[answers-between-the-ends.between:.0f]] % ([[answers-between-the-ends.least:.0f]] to [[answers-between-the-ends.most:.0f]] %) lie between 0.01 and 0.99; [[answers-between-the-ends.yes:.0f]] % of the labels are 1",
        tolerance="no output exactly at an end, and in the median of the seeds more than three in ten between 0.01 and 0.99; rounding leaves none there.",
    ),
    Claim(
        slug="minus-sign",
        section=PENALTY,
        note="$\\log 0$ is $-\\infty$, and that is why there is a −1 in front.",
        statement="the sign is needed at every $Y$ below 1, where the logarithm is negative, and only at 0 is it infinite. It turns a log-probability into a cost.",
        kind="identity",
        experiment="loss-curves",
        check=sign,
        control=lambda result: result | {"kl_1": -result["kl_1"]},
        wrong="the sign left out, so that descent lowers the probability of the truth",
        ran="1,001 probabilities from 0 to 1: the logarithm is negative at all that lie between ([[minus-sign.negative:.0f]] %) and infinite at [[minus-sign.infinite:.0f]] of them, 0",
        tolerance="exact signs; the cost must be positive and fall towards $Y = 1$ on the whole grid.",
    ),
    Claim(
        slug="right-costs-nothing",
        section=PENALTY,
        note="when we are fully correct, the penalty is zero.",
        statement="as a limit: $-\\log Y \\to 0$, and $0 \\log 0$ is read as 0. The printed formula, typed as it stands, gives `nan` at both correct corners.",
        kind="identity",
        experiment="loss-curves",
        check=no_penalty,
        control=lambda result: result | {"corners": result["corners_printed"]},
        wrong="the formula as printed, in floats",
        ran="$Y = 0.9, 0.99, \\dots$ with $d = 1$: the cost falls from [[right-costs-nothing.first:.3f]] to [[right-costs-nothing.near:.0e]]; both corners, with the convention and without",
        tolerance="the cost must fall at each step and end below 1e-9; the corners must be exactly 0.",
        see={"snippet": "kl.py"},
    ),
    Claim(
        slug="harsh-penalty",
        section=PENALTY,
        note="when we are fully wrong, the penalty is infinite ($d=1$, $Y=0$), harsh enough to make the network correct itself.",
        statement="the penalty is. Whether a correction follows depends on how it is computed: from the logit, the slope at $z = 20$, $d = 0$ is [[harsh-penalty.slope:.0f]]; through a float32 sigmoid, which is exactly 1 from $z =$ [[harsh-penalty.first_one:.2f]] on, it is `nan`, or [[harsh-penalty.clamped:.0f]] if the loss is kept finite. The other side, $z = -20$ with $d = 1$, is safe.",
        kind="experiment",
        experiment="loss-curves",
        check=correction,
        control=lambda result: (
            result
            | {
                "wrong_from_logit": result["wrong_from_probability"],
                "wrong_slope_from_logit": result["wrong_slope_rounded"],
            }
        ),
        wrong="loss and slope through the rounded probability",
        ran="float32, a logit of 20 on the wrong side: the loss is [[harsh-penalty.from_logit:.0f]] from the logit, infinite from $Y$; slopes on both sides",
        tolerance="slopes within 0.001 of ±1; the rounding point within 1e-4 of $24\\log 2$; a gradient that vanishes must be exactly 0.",
        see={"snippet": "from_logits.py"},
    ),
    Claim(
        slug="wanting-infinity",
        section=PENALTY,
        note="ideally, the penalty for a fully wrong answer is infinite.",
        statement="that is a preference, and no run can decide what you want. What can be decided is whether it is forced on you: yes, if the costs of independent answers are to add; no, if honesty is to be cheapest, for the square charges at most ½ and is honest, too.",
        kind="experiment",
        experiment="why-log",
        check=infinity,
        control=clamped_logarithm,
        wrong="a logarithm clamped at 5, which is bounded and adds no longer",
        ran="three penalties: −log adds and is unbounded; ½ the square is honest and charges at most [[wanting-infinity.most_square:.1f]]; the absolute error is neither additive nor honest",
        tolerance="sums to 1e-9, forecasts to 0.002, as for the logarithm itself. Whether a bounded penalty bears wrong labels better was not tested.",
    ),
    Claim(
        slug="slope-signs-of-kl",
        section=SLOPE,
        note="at $Y = 0.9$ the derivative is negative for $d = 1$ and positive for $d = 0$.",
        statement="both, with [[slope-signs-of-kl.right:.3f]] and [[slope-signs-of-kl.wrong:+.0f]]. The second case, which the note's picture cuts off, is $1/(1-Y)$.",
        kind="derivation",
        experiment="loss-curves",
        check=slope_signs,
        control=lambda result: (
            result | {"kl_slope_0": -result["kl_slope_0"], "wrong_slope": -result["wrong_slope"]}
        ),
        wrong="the inner derivative of $1 - Y$ forgotten",
        ran="both labels, 457 outputs: the formulas are within [[slope-signs-of-kl.off:.1%]] of slopes measured by differences",
        tolerance="one per cent, which is what differences over steps of 0.004 allow so near to the ends; the two values themselves to 1e-9.",
    ),
    Claim(
        slug="slope-at-the-minimum",
        section=SLOPE,
        note="its slide says that at the minimum the derivative of KL is not 0, while that of L2 is.",
        statement="with respect to $Y$ and for labels 0 and 1, where the minimum lies on the edge. For a soft label it is 0; with respect to the logit it falls towards 0 with the error, [[slope-at-the-minimum.far:.4f]] at $z = 8$.",
        kind="derivation",
        experiment="loss-curves",
        check=slope_at_minimum,
        control=lambda result: result | {"far_kl_slope": -(1 + np.exp(-result["far"]))},
        wrong="KL's slope handed through the identity in place of the sigmoid",
        ran="slopes at the edge ([[slope-at-the-minimum.edge:.0f]] for $d=1$), at the soft label 0.3 ([[slope-at-the-minimum.soft:.0f]]), and in the logit at 8, 16, 24, 32 (down to [[slope-at-the-minimum.farthest:.0e]])",
        tolerance="0 means below 1e-9; at $z = 32$ the true slope is $e^{-32}$, or 1e-14.",
        see={"lab": "descent"},
    ),
    Claim(
        slug="both-least-at-the-label",
        section=CONTEST,
        note="its slide shows both losses with their minimum at the label.",
        statement="both, for hard and soft labels, provided that KL stays on $[0, 1]$, where it is defined. The formula $-\\log Y$ by itself goes on falling past 1.",
        kind="identity",
        experiment="loss-curves",
        check=minima,
        control=past_the_edge,
        wrong="KL's formula used without its interval",
        ran="labels 0, 0.3 and 1 on a grid of 0.0005; on the same grid up to 2.25, $-\\log Y$ is least at [[both-least-at-the-label.beyond:.2f]], its end",
        tolerance="two steps of the grid.",
    ),
    Claim(
        slug="kl-is-steeper",
        section=CONTEST,
        note="its slide says that KL rises more steeply than L2.",
        statement="in $Y$, by the factor $1/\\bigl(Y(1-Y)\\bigr)$: at least [[kl-is-steeper.least:.0f]] against $\\frac12(y-d)^2$ and [[kl-is-steeper.least_slide:.0f]] against the $(y-d)^2$ that it drew.",
        kind="derivation",
        experiment="loss-curves",
        check=steepness,
        control=kl_in_the_logit,
        wrong="KL taken in the logit, L2 in $Y$",
        ran="both labels, 499 outputs from 0.002 to 0.998: the ratio of the slopes times $Y(1-Y)$ is 1, to rounding",
        tolerance="the least ratio within 1e-6 of 4, the formula within 1e-6 everywhere.",
    ),
    Claim(
        slug="steep-is-not-fast",
        section=CONTEST,
        note="its slide takes the steepness in $Y$ as the reason for faster convergence.",
        statement="if $Y$ itself is moved, steepness carries it over the edge. Cut each step off at 1 and a hard label is reached sooner, because the target *is* the edge; with the label 0.9 KL is the slower one, since the steepest place of the curve limits the step.",
        kind="experiment",
        experiment="descent-paths",
        check=literally,
        control=swapped_in_y,
        wrong="the two losses swapped",
        ran="[[descent-paths.on_y_runs:d]] pairs of start and step size, label 1: KL settles inside in [[steep-is-not-fast.kl:.0f]] % of them, L2 in [[steep-is-not-fast.l2:.0f]] %; cut off, KL is sooner in [[steep-is-not-fast.quicker:.0f]] %. Label 0.9, the best step size for all starts: [[steep-is-not-fast.soft_kl:.0f]] steps for KL, [[steep-is-not-fast.soft_l2:.0f]] for L2",
        tolerance="free: under 5 % against over 95 %; cut off: more than half; label 0.9: more than three times the steps. Nothing is random, and no number is near its threshold.",
    ),
    Claim(
        slug="faster-from-a-wrong-start",
        section=CONTEST,
        note="its slide says that gradient descent converges faster on KL than on L2.",
        statement="behind a sigmoid, from a confidently wrong start, at a common step size: there each further unit of $|z_0|$ multiplies L2's steps by $e$ and adds about one to KL's. Not if the step size may be fitted to each start, hardly from a neutral one, and not under Adam with this one parameter.",
        kind="experiment",
        experiment="confident-start",
        check=from_a_wrong_start,
        control=forgotten_sigmoid,
        wrong="the sigmoid's slope left out of L2, which makes its slope $Y - d$",
        ran="from $z_0 = -10$ with step size 1, [[confident-start.kl_10:d]] steps against [[confident-start.l2_10:,d]]; one step size for all 13 starts, label 0.9, [[confident-start.kl_shared:d]] against [[confident-start.l2_shared:,d]]; neutral start, own step sizes, [[confident-start.kl_neutral:d]] against [[confident-start.l2_neutral:d]]; Adam, rate 0.1, from −10, [[confident-start.kl_adam_0_1_at_10:d]] against [[confident-start.l2_adam_0_1_at_10:d]]",
        tolerance="faster means that L2 needs more than three times the steps. Ours asks for a factor 100 (same step size) and 20 (one for all), growth within 5 % of $e$, and under Adam less than a factor 2. Nothing is random.",
        see={"lab": "descent"},
    ),
    Claim(
        slug="wrong-weights",
        section=CONTEST,
        note="its slide says that descent converges faster on KL; here a logistic regression is asked.",
        statement="from zero weights there is no difference. From long weights that point the wrong way KL is faster, and what is left of the difference at the best step size of each is small.",
        kind="experiment",
        experiment="logistic-start",
        check=in_logistic_regression,
        control=kl_in_every_run,
        wrong="L2 run on KL's slope, the sigmoid's left out",
        ran="[[logistic-start.seeds:d]] seeds, [[logistic-start.examples:d]] points, weights of length 10, medians of steps: KL [[wrong-weights.kl:.0f]], L2 [[wrong-weights.l2:.0f]] with its own best step size, [[wrong-weights.same:.0f]] ([[logistic-start.same_10_least:.0f]] to [[logistic-start.same_10_most:.0f]]) with KL's",
        tolerance="faster means fewer steps in all seeds but one; ours asks besides for a factor of 1.5 (best step sizes) and 3 (KL's) between the medians, and for none in more than one seed from zero.",
    ),
    Claim(
        slug="wrong-start-network",
        section=CONTEST,
        note="its slide says that descent converges faster on KL; here a network with ten classes is asked.",
        statement="here cross-entropy was faster in every cell, under Adam, too, each loss at its best rate: by about [[wrong-start-network.random_adam:.1f]] (Adam) and [[wrong-start-network.random_sgd:.0f]] (SGD) times against L2 behind the softmax from a random start, by about [[wrong-start-network.wrong_adam:.0f]] (Adam) and [[wrong-start-network.wrong_sgd:.0f]] (SGD) times from a confidently wrong one. One small task; no law.",
        kind="experiment",
        experiment="wrong-start",
        check=in_a_network,
        control=without_the_softmax_slope,
        wrong="the softmax's slope left out of L2, which makes its slope $Y - d$",
        ran="[[wrong-start.seeds:d]] seeds, [[wrong-start.examples:d]] points, 64 hidden units; medians of steps, cross-entropy / L2 behind the softmax / L2 on the bare outputs. Random start: SGD [[wrong-start.random_sgd_kl:d]] / [[wrong-start.random_sgd_l2:d]] / [[wrong-start.random_sgd_bare:d]], Adam [[wrong-start.random_adam_kl:d]] / [[wrong-start.random_adam_l2:d]] / [[wrong-start.random_adam_bare:d]]. Trained on wrong labels first: SGD [[wrong-start.wrong_sgd_kl:d]] / [[wrong-start.wrong_sgd_l2:d]] / [[wrong-start.wrong_sgd_bare:d]], Adam [[wrong-start.wrong_adam_kl:d]] / [[wrong-start.wrong_adam_l2:d]] / [[wrong-start.wrong_adam_bare:d]]",
        tolerance="faster means fewer steps than both kinds of L2 in all seeds but one. Ours asks for more than a factor 2 from the wrong start, and for more than from the random one. Rates were chosen on three other seeds. Between BLAS kernels the largest ratio varies by a fifth, the verdicts do not.",
        source="For large networks, judged by their final accuracy, [Hui & Belkin (2021)](references.md#hui-2021) find the square loss (without a softmax) comparable or better.",
    ),
    Claim(
        slug="why-kl",
        section=CONTEST,
        note="asks why KL is preferred to L2, and leaves the heading empty.",
        statement="because it is minus the log-likelihood of a yes-or-no label, and because behind a sigmoid its slope is $Y - d$: it cancels the sigmoid's flat tail and leaves a convex curve in $z$. L2's slope keeps the factor $Y(1-Y)$, and its curve bends downwards for $Y < \\frac13$ when $d = 1$.",
        kind="derivation",
        experiment="loss-curves",
        check=reason,
        control=through_the_identity,
        wrong="KL's slope handed through the identity in place of the sigmoid",
        ran="499 logits from −8 to 8 and 499 outputs: $-\\log$ of the label's probability is KL, to rounding; KL's slope by differences is $Y - d$ within [[why-kl.off_kl:.0e]]; at $z =$ [[why-kl.from:.0f]] it is [[why-kl.ratio:,.0f]] times L2's",
        tolerance="formulas within 1e-9, slopes by differences within 0.001 (their own error is of order 1e-5); KL's second differences all positive, L2's all negative for $Y < 0.33$.",
        source="[Goodfellow et al. (2016)](references.md#goodfellow-2016), §6.2.2, on the loss that undoes the output unit's saturation; [Bishop (2006)](references.md#bishop-2006), §4.3.2.",
        see={"snippet": "kl_over_l2.py"},
    ),
]
