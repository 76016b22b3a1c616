"""GELU as the average of a random gate."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence


def gelu_is_the_average(result):
    gap = np.median(abs(result["averages"] - result["gelu"]).max(axis=1))
    other = np.median(abs(result["averages"] - result["relu"]).max(axis=1))
    return Evidence({"gap": gap, "other": other}, {}, bool(gap < 5e-3 and other > 0.1))


def gate_by_the_sign(result):
    """A gate that looks at the sign only, which is ReLU."""
    return result | {"averages": np.broadcast_to(result["relu"], result["averages"].shape)}


CLAIMS = {"gelu-is-an-average": Claim(gelu_is_the_average, gate_by_the_sign)}
