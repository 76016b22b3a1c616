"""KL's slope is L2's over Y(1 − Y) at every label, soft ones too, so the sigmoid always leaves Y − d."""

import numpy as np

from dlnotes.nn import binary_cross_entropy, kl, kl_grad, l2, l2_grad

Y, d = 0.8, 0.3

# --8<-- [start:stub]
kl_slope = None  # in Y
l2_slope = None  # in Y
logit_slope = None  # of KL


def factor(Y):
    """KL's slope divided by L2's,
    both in Y.
    """
    ...  # your code


# --8<-- [end:stub]

# --8<-- [start:mistake]
# the branch of d = 0:
# 0.3 is nearer to "no"
kl_slope = 1 / (1 - Y)
l2_slope = Y - d
logit_slope = Y - d


def factor(Y):
    return 1 / (Y * (1 - Y))


# --8<-- [end:mistake]

# --8<-- [start:solution]
kl_slope = (1 - d) / (1 - Y) - d / Y
l2_slope = Y - d
logit_slope = kl_slope * Y * (1 - Y)


def factor(Y):
    return 1 / (Y * (1 - Y))


# --8<-- [end:solution]


# --8<-- [start:checker]
def measured(cost, at, nudge=1e-5):
    """The slope of `cost` against the label d, from two values of it."""
    return float(cost(at + nudge, d) - cost(at - nudge, d)) / (2 * nudge)


for name, found in {"kl_slope": kl_slope, "l2_slope": l2_slope, "logit_slope": logit_slope}.items():
    assert found is not None, f"{name} is still None: put a number in its place, such as Y - 1."

assert abs(l2_slope - measured(l2, Y)) < 1e-3, (
    f"l2_slope = {l2_slope}: for L2 the slope is the error, whatever the label."
)
assert abs(kl_slope - measured(kl, Y)) < 1e-3, (
    f"kl_slope = {kl_slope:.3f}: from Y = 0.79 to 0.81 KL changes "
    f"{'less' if abs(kl_slope) > measured(kl, Y) else 'more'} than that. "
    "A soft label switches neither term off; differentiate both."
)
z = np.log(Y / (1 - Y))
assert abs(logit_slope - measured(binary_cross_entropy, z)) < 1e-3, (
    f"logit_slope = {logit_slope:.3f}: when the logit moves by a little, "
    f"Y moves by Y(1 - Y) = {Y * (1 - Y):.2f} times that little. "
    "Where does this factor belong?"
)
assert factor(0.5) is not None, "factor(0.5) returned None: it needs a return."
for at in (0.5, 0.8, 0.05):
    for label in (0.0, 0.3, 0.9, 1.0):
        ratio = float(kl_grad(at, label) / l2_grad(at, label))
        assert abs(factor(at) / ratio - 1) < 1e-6, (
            f"factor({at}) gave {factor(at):.4f}, but at the label {label} "
            f"KL's slope is {float(kl_grad(at, label)):.4f} "
            f"and L2's {float(l2_grad(at, label)):.4f}. Put KL's two terms over one denominator."
        )
# --8<-- [end:checker]
