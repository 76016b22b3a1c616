"""The sigmoid as the probability that belongs to log-odds."""

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def sigmoid_of_log_odds(result):
    gap = abs(result["posterior"] - result["sigmoid"]).max()
    falls = result["unequal_posterior"].max() - result["unequal_posterior"][-1]
    ours = gap < 1e-12 and falls > 0.5 and result["slope_gap"] < 1e-6
    return Evidence({"gap": gap, "falls": falls}, {}, bool(ours))


CLAIMS = {
    "sigmoid-of-log-odds": Claim(check=sigmoid_of_log_odds, control=replaced(posterior="unequal_posterior")),
}
