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


def no_better_than_other_units(result):
    start = list(result["errors"]).index(FITTED)
    lost = [100 * np.median(acc[:, start] - acc[:, -1]) for acc in (result[f"{task}_relu"] for task in TASKS)]
    gains = {other: ahead(result, other) for other in ("gelu", "tanh", "wide")}
    clouds = gains["wide"][TASKS.index("bells")]
    numbers = {"lost": min(lost), "wide_least": -clouds.max(), "wide_most": -clouds.min()}
    for name in ("gelu", "tanh"):
        numbers |= {f"{name}_most": gains[name].max(), f"{name}_least": gains[name].min()}
    note = {name: bool(gain.min() > 5) for name, gain in gains.items()} | {"at-all": bool(max(lost) < 3)}
    close = max(gains["gelu"].max(), gains["tanh"].max()) < 5
    return Evidence(numbers, note, bool(close and clouds.max() < 0 and min(lost) > 3))


CLAIMS = {
    "tame-errors": Claim(
        check=no_better_than_other_units,
        control=replaced(
            **{f"{task}_{unit}": f"{task}_narrow" for task in TASKS for unit in ("gelu", "tanh", "wide")}
        ),
    )
}
