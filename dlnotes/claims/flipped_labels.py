"""Nets that fit their training labels alike: which is right on new data, which bends less, and why?"""

from dlnotes.claims._claim import Claim, Evidence

FITTED, EQUAL = 95.0, 2.0  # percent right in training: the least, and by how much two arms may differ
T = 2.365  # of a paired t test with 8 seeds, two-sided, at 5 %
AHEAD = 7  # seeds of 8: chance alone gets there in 3.5 % of cases
STRAIGHT = 5.0  # percent of a net's answers that may bend if it is to count as straight

SETTINGS = ("hyperplane_4", "hyperplane_20", "right_20", "spiral_20")


def paired(gain):
    """Mean, t of the mean, and number of seeds above zero, of differences of the same seeds."""
    return gain.mean(), gain.mean() / (gain.std(ddof=1) / len(gain) ** 0.5), int((gain > 0).sum())


def gain(result, setting, arm, than, what):
    return result[f"{setting}_{arm}_{what}"] - result[f"{setting}_{than}_{what}"]


def alike(result, setting, *arms):
    """Do these arms fit their training labels equally well?"""
    fitted = [result[f"{setting}_{arm}_train"].mean() for arm in arms]
    return min(fitted) >= FITTED and max(fitted) - min(fitted) <= EQUAL


def more(result, setting, arm, than, what="new"):
    """The rule for every pair: as well fitted, ahead in nearly all seeds, and by more than chance."""
    _, t, ahead = paired(gain(result, setting, arm, than, what))
    return bool(alike(result, setting, arm, than) and t > T and ahead >= AHEAD)


def numbers(result, what):
    """For each setting the mean of both nets, and mean, t and seeds above zero of their difference."""
    found = {}
    for setting in SETTINGS:
        for arm in ("plain", "residual"):
            found[f"{setting}_{arm}"] = result[f"{setting}_{arm}_{what}"].mean()
        statistics = paired(gain(result, setting, "residual", "plain", what))
        found |= {f"{setting}_{name}": value for name, value in zip(("gain", "t", "ahead"), statistics)}
    return found


def better_on_new_data(result):
    note = {setting.replace("_", "-"): more(result, setting, "residual", "plain") for setting in SETTINGS}
    wrong = 100 - result["hyperplane_20_residual_new"].mean()
    steps = {f"{arm}_steps": result[f"hyperplane_20_{arm}_steps"].mean() for arm in ("plain", "residual")}
    ours = note["hyperplane-20"] and not all(note.values()) and wrong > 20
    return Evidence(numbers(result, "new") | steps, note, bool(ours))


def because_of_the_gradient(result):
    """Is the gain gone without the gradient's way, and there with it alone?"""
    setting, note, found = "hyperplane_20", {}, {}
    note["without"] = more(result, setting, "residual", "signal")
    note["alone"] = more(result, setting, "gradient", "plain")
    behind = more(result, setting, "residual", "gradient")
    note["all"] = bool(alike(result, setting, "residual", "gradient") and not behind)
    for arm in ("plain", "signal", "gradient", "residual"):
        found |= {f"{arm}_{what}": result[f"{setting}_{arm}_{what}"].mean() for what in ("train", "new")}
    pairs = {
        "without": ("residual", "signal"),
        "alone": ("gradient", "plain"),
        "rest": ("residual", "gradient"),
    }
    for name, pair in pairs.items():
        statistics = paired(gain(result, setting, *pair, "new"))
        found |= {f"{name}_{what}": value for what, value in zip(("gain", "t", "ahead"), statistics)}
    return Evidence(found, note, bool(note["without"] and note["alone"]))


def bends_as_needed(result):
    note = {
        "right": more(result, "right_20", "plain", "residual", "bend"),
        "hyperplane": more(result, "hyperplane_20", "plain", "residual", "bend"),
        "straight": bool(result["right_20_residual_bend"].mean() < STRAIGHT),
        "spiral": alike(result, "spiral_20", "plain", "residual")
        and not more(result, "spiral_20", "plain", "residual"),
    }
    ours = note["right"] and note["spiral"] and not note["straight"]
    return Evidence(numbers(result, "bend"), note, bool(ours))


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
