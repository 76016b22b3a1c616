"""Do trained filters answer new lines better than filters left as drawn, and than dense networks?"""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced
from dlnotes.experiments.edge_filters import ARMS, QUESTIONS

AHEAD = 7  # seeds of 8: chance alone gets there in 3.5 % of cases
EQUAL_SIZE = ("drawn", "dense")  # rivals of about as many weights


def filters_are_learnt(result):
    """Conditions: each question against both rivals of equal size, jumps against the large dense one."""
    left = {arm: result[f"left_{arm}"] for arm in ARMS}
    ahead = {arm: (left["trained"] < left[arm]).sum(axis=1) for arm in ARMS[1:]}
    better = {
        question: all(ahead[arm][i] >= AHEAD for arm in EQUAL_SIZE) for i, question in enumerate(QUESTIONS)
    }
    better["wide"] = bool(ahead["wide"][0] >= AHEAD)
    medians = {
        f"{question}_{arm}": np.median(left[arm][i]) for arm in ARMS for i, question in enumerate(QUESTIONS)
    }
    return Evidence(
        medians | {"times": result["wide_weights"] / result["trained_weights"]},
        better,
        better["jumps"] and not better["brightness"],
    )


# The rival explanation: what helps is the shape of the network, not that its filters are trained.
CLAIMS = {"filters-for-the-question": Claim(filters_are_learnt, replaced(left_trained="left_drawn"))}
