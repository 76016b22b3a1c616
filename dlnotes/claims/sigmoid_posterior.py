"""The sigmoid as a probability: of log-odds, of a threshold in noise, and of a model that was fitted."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

GOOD = ("calibrated", "quadratic_error", "repaired_error")
BAD = ("overconfident", "few_error", "straight_error", "shift_error")


def sigmoid_of_log_odds(result):
    gap = abs(result["posterior"] - result["sigmoid"]).max()
    falls = result["unequal_posterior"].max() - result["unequal_posterior"][-1]
    ours = gap < 1e-12 and falls > 0.5 and result["slope_gap"] < 1e-6
    return Evidence({"gap": gap, "falls": falls}, {}, bool(ours))


def logistic_noise_gives_the_sigmoid(result):
    sigmoid = 1 / (1 + np.exp(-result["scores"]))
    gap = np.median(abs(result["passed_logistic"] - sigmoid).max(axis=1))
    bound = 5 * 0.5 / np.sqrt(int(result["draws"]))
    ours = gap < bound and result["normal_gap"] > 10 * bound and result["probit_gap"] < 0.01
    return Evidence({"gap": gap, "bound": bound}, {}, bool(ours))


def calibrated_under_conditions(result):
    good = max(np.median(result[f"{name}_seeds"]) for name in GOOD)
    bad = min(np.median(result[f"{name}_seeds"]) for name in BAD)
    return Evidence({"good": good, "bad": bad}, {}, bool(good < 0.02 and bad > 0.04))


CLAIMS = {
    "sigmoid-of-log-odds": Claim(check=sigmoid_of_log_odds, control=replaced(posterior="unequal_posterior")),
    "threshold-in-noise": Claim(
        check=logistic_noise_gives_the_sigmoid, control=replaced(passed_logistic="passed_normal")
    ),
    "when-it-is-a-probability": Claim(
        check=calibrated_under_conditions, control=replaced(calibrated_seeds="overconfident_seeds")
    ),
}
