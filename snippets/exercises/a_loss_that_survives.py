"""Cross-entropy from the logits survives ±1000, and the slope of a mean carries the 1/N of the mean."""

import numpy as np


# --8<-- [start:stub]
def loss(z, d):
    """Mean cost, one number.

    z: N logits, d: N labels.
    """
    ...  # your code


def slope(z, d):
    """N slopes of loss(z, d),
    one in each logit.
    """
    ...  # your code


# --8<-- [end:stub]


# --8<-- [start:mistake]
def loss(z, d):
    top = np.maximum(z, 0)
    tail = np.exp(-np.abs(z))
    costs = top + np.log1p(tail)
    return np.mean(costs - d * z)


def slope(z, d):
    return 1 / (1 + np.exp(-z)) - d


# --8<-- [end:mistake]


# --8<-- [start:solution]
def loss(z, d):
    top = np.maximum(z, 0)
    tail = np.exp(-np.abs(z))
    costs = top + np.log1p(tail)
    return np.mean(costs - d * z)


def slope(z, d):
    # the tail is never more than 1
    tail = np.exp(-np.abs(z))
    top = np.where(z > 0, 1, tail)
    Y = top / (1 + tail)
    return (Y - d) / len(z)


# --8<-- [end:solution]


# --8<-- [start:checker]
def told(function, z, d):
    """What `function` answers; NumPy keeps its warnings to itself, for the checks below say it better."""
    with np.errstate(all="ignore"):
        return function(z, d)


z, d = np.array([0.0, 1.5, -3.0, 2.0]), np.array([1.0, 0.0, 0.3, 1.0])
assert told(loss, z, d) is not None, "loss() returned None: it needs a return."
assert told(slope, z, d) is not None, "slope() returned None: it needs a return."
together, slopes = told(loss, z, d), told(slope, z, d)
assert np.shape(together) == (), (
    f"loss must give one number for the whole batch, but has shape {np.shape(together)}."
)
assert np.shape(slopes) == (4,), (
    f"slope must give one number for each of the 4 logits, but has shape {np.shape(slopes)}."
)
for logit in (0.0, 2.0, -16.0, 20.0, 1000.0, -1000.0):
    for label in (0.0, 1.0, 0.3):
        at, alone = f"at z = {logit:g}, d = {label:g}", (np.array([logit]), np.array([label]))
        cost, push = float(told(loss, *alone)), float(told(slope, *alone)[0])
        assert np.isfinite(cost), (
            f"loss {at} gave {cost}: on the way something rounded to 0 or overflowed. "
            "Did you form Y, or exp of a large number?"
        )
        assert abs(cost - (np.logaddexp(0, logit) - label * logit)) < 1e-5, (
            f"loss {at} gave {cost:.5f}: not what the formula in the logit says."
        )
        rise = (np.logaddexp(0, logit + 1e-4) - np.logaddexp(0, logit - 1e-4)) / 2e-4 - label
        assert abs(push - rise) < 1e-5, (
            f"slope {at} gave {push:.5f}, and a finite difference of the loss says otherwise. "
            "With one example N is 1."
        )
alone = [float(told(loss, z[n : n + 1], d[n : n + 1])) for n in range(len(z))]
assert abs(together - np.mean(alone)) < 1e-9, (
    f"one by one the four examples cost {np.round(alone, 3)}, together {together:.3f}. Is that their mean?"
)
for n, nudge in enumerate(1e-5 * np.eye(len(z))):
    rise = (told(loss, z + nudge, d) - told(loss, z - nudge, d)) / 2e-5
    assert abs(slopes[n] - rise) < 1e-6, (
        f"in a batch of {len(z)} slope[{n}] is {slopes[n]:.4f}, "
        f"but nudge z[{n}] and your own loss rises by {rise:.4f} times the nudge. "
        "For a single example the two agreed: what does the batch change?"
    )
# --8<-- [end:checker]
