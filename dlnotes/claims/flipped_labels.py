"""Nets that fit their training labels alike: which is right on new data, which bends less, and why?"""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence

# A net with fewer of its training labels right, in percent, is no match for one that fits: its pair is left
# out. In the pairs that are left both kinds must fit alike, up to so many points.
FITTED, EQUAL = 90.0, 2.0
# Number of pairs → t of a paired test, two-sided, at 5 %, and how many pairs chance alone puts ahead in less
# than 4 % of cases. With more than one pair in eight left out nothing is decided.
T = {7: 2.447, 8: 2.365, 11: 2.228, 12: 2.201}
AHEAD = {7: 7, 8: 7, 11: 9, 12: 10}
PREVENTED = 5.0  # points by which new data may be worse than training if nothing is overfitted

SETTINGS = ("hyperplane_4", "hyperplane_20", "right_20", "spiral_20")


def differences(result, setting, arm, than, what="new"):
    """Of the seeds in which both nets fit; none if one kind fits better."""
    train = np.array([result[f"{setting}_{name}_train"] for name in (arm, than)])
    fit = train.min(axis=0) >= FITTED
    one, other = train[:, fit].mean(axis=1)
    gain = result[f"{setting}_{arm}_{what}"] - result[f"{setting}_{than}_{what}"]
    return gain[fit] if abs(one - other) <= EQUAL else gain[:0]


def paired(gain):
    """Mean, t of the mean, number of pairs above zero, and number of pairs."""
    error = gain.std(ddof=1) / len(gain) ** 0.5
    return {"gain": gain.mean(), "t": gain.mean() / error, "ahead": int((gain > 0).sum()), "pairs": len(gain)}


def more(*pair):
    """The rule for every pair of arms: ahead in nearly all seeds, and by more than chance."""
    found = paired(differences(*pair))
    pairs = found["pairs"]
    return bool(pairs in T and found["t"] > T[pairs] and found["ahead"] >= AHEAD[pairs])


def numbers(result, what):
    """For each setting the mean of both nets, and the statistics of their difference."""
    found = {}
    for setting in SETTINGS:
        for arm in ("plain", "residual"):
            found[f"{setting}_{arm}"] = result[f"{setting}_{arm}_{what}"].mean()
        statistics = paired(differences(result, setting, "residual", "plain", what))
        found |= {f"{setting}_{name}": value for name, value in statistics.items()}
    return found


def better_on_new_data(result):
    note = {setting.replace("_", "-"): more(result, setting, "residual", "plain") for setting in SETTINGS}
    gaps = [
        (result[f"{setting}_residual_train"] - result[f"{setting}_residual_new"]).mean()
        for setting in SETTINGS
    ]
    note["prevented"] = bool(max(gaps) < PREVENTED)
    wrong = 100 - result["hyperplane_20_residual_new"].mean()
    steps = {f"{arm}_steps": result[f"hyperplane_20_{arm}_steps"].mean() for arm in ("plain", "residual")}
    ours = note["hyperplane-20"] and not all(note.values()) and wrong > 20
    same = paired(differences(result, "hyperplane_20", "residual_same", "plain_same"))
    steps |= {f"same_{what}": value for what, value in same.items()} | {"gap": min(gaps)}
    return Evidence(numbers(result, "new") | steps, note, bool(ours))


def because_of_the_gradient(result):
    """Is the gain gone without the gradient's way, there with it alone, and all there?"""
    setting, arms = "hyperplane_20", ("plain", "signal", "gradient", "residual")
    same = ("plain_same", "gradient_same", "residual_same")
    pairs = {
        "without": ("residual", "signal"),
        "alone": ("gradient", "plain"),
        "rest": ("residual", "gradient"),
        "rate": ("gradient_same", "plain_same"),
    }
    found = {arm: result[f"{setting}_{arm}_new"].mean() for arm in (*arms, *same)}
    found |= {f"{arm}_bend": result[f"{setting}_{arm}_bend"].mean() for arm in arms}
    for name, pair in pairs.items():
        statistics = paired(differences(result, setting, *pair))
        found |= {f"{name}_{what}": value for what, value in statistics.items()}
    note = {name: more(result, setting, *pairs[name]) for name in ("without", "alone")}
    note["all"] = not more(result, setting, *pairs["rest"]) and found["rest_pairs"] in T
    note["bend"] = more(result, setting, "plain", "gradient", "bend")
    note["shallow"] = more(result, "hyperplane_4", "residual", "plain")
    bend = paired(differences(result, setting, "gradient", "residual", "bend"))
    found |= {"bend_rest": bend["gain"], "bend_rest_t": bend["t"]}
    return Evidence(found, note, note["without"] and note["alone"])


def bends_as_needed(result):
    note = {
        "right": more(result, "right_20", "plain", "residual", "bend"),
        "hyperplane": more(result, "hyperplane_20", "plain", "residual", "bend"),
        "spiral": len(differences(result, "spiral_20", "residual", "plain")) in T
        and not more(result, "spiral_20", "plain", "residual"),
    }
    return Evidence(numbers(result, "bend"), note, note["hyperplane"] and note["spiral"])


def another_start(result):
    """The rival: another draw of the weights does it. A second plain net stands for the residual one."""
    return result | {
        name.replace("again", "residual"): value for name, value in result.items() if "_again_" in name
    }


CLAIMS = {
    "prevents-overfitting": Claim(better_on_new_data, another_start),
    "because-gradients-skip": Claim(because_of_the_gradient, another_start),
    "non-linearity-as-needed": Claim(bends_as_needed, another_start),
}
