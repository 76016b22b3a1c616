"""Whether ReLU keeps a network from overfitting where inputs have many dimensions."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

TASKS = ("plane", "bells")
FITTED = 0.5  # the training error at which the labels are about as well fitted as the right ones allow


def ahead(result, other):
    """Points that ReLU is ahead on new data, medians of pairs: (tasks, training errors)."""
    gains = [100 * (result[f"{task}_relu"] - result[f"{task}_{other}"]) for task in TASKS]
    return np.median(gains, axis=1)


def better_than_a_narrow_gaussian(result):
    start = list(result["errors"]).index(FITTED)
    lost = [100 * np.median(acc[:, start] - acc[:, -1]) for acc in (result[f"{task}_relu"] for task in TASKS)]
    narrow, gelu, tanh = (ahead(result, other) for other in ("narrow", "gelu", "tanh"))
    numbers = {"narrow": narrow.min(), "lost": min(lost)}
    for name, gains in (("gelu", gelu), ("tanh", tanh)):
        numbers |= {f"{name}_most": gains.max(), f"{name}_least": gains.min()}
    return Evidence(
        numbers,
        {
            "narrow": bool(narrow.min() > 5),
            "gelu": bool(gelu.min() > 5),
            "tanh": bool(tanh.min() > 5),
            "at-all": bool(max(lost) < 3),
        },
        bool(narrow.min() > 10 and max(gelu.max(), tanh.max()) < 5 and min(lost) > 3),
    )


CLAIMS = {
    "tame-errors": Claim(
        check=better_than_a_narrow_gaussian,
        control=replaced(plane_narrow="plane_wide", bells_narrow="bells_wide"),
    )
}
