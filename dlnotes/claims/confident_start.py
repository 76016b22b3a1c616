"""Gradient descent on one logit that starts confidently wrong, on KL and on L2."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import arms_replaced


def kl_is_faster_from_a_wrong_start(result):
    """Faster means: L2 needs more than three times the steps."""
    far = list(result["starts"]).index(-10)
    same = result["l2_steps"][far] / result["kl_steps"][far]
    shared, neutral = (result[f"l2_{start}"] / result[f"kl_{start}"] for start in ("shared", "neutral"))
    adam = {rate: result[f"l2_adam_{rate}"][far] / result[f"kl_adam_{rate}"][far] for rate in ("0_1", "1")}
    growth = result["l2_steps"][-1] / result["l2_steps"][-2]
    note = {
        "same": same > 3,
        "shared": shared > 3,
        "own": max(result["l2_own_steps"]) > 3 * max(result["kl_own_steps"]),
        "neutral": neutral > 3,
        "adam": min(adam.values()) > 3,
    }
    numbers = {"same": same, "shared": shared, "neutral": neutral, "adam": adam["0_1"], "growth": growth}
    faster = same > 100 and shared > 20 and abs(growth / np.e - 1) < 0.05
    return Evidence(numbers, note, bool(faster and neutral < 5 and max(adam.values()) < 2))


# L2's slope without dY/dz is Y − d, which is KL's.
forgotten_sigmoid = arms_replaced(l2="kl")

CLAIMS = {"faster-from-a-wrong-start": Claim(kl_is_faster_from_a_wrong_start, forgotten_sigmoid)}
