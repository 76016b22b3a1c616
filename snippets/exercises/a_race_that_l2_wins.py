"""Where the label is soft the steeper loss has the shorter longest step:
one step size, and L2 settles where KL never does."""

import numpy as np

from dlnotes.nn import binary_cross_entropy_grad, l2_grad, sigmoid, sigmoid_grad

# --8<-- [start:stub]
z0 = -2.0  # logit at the start
d = 1.0  # label, from 0 to 1
eta = 1.0  # step size of both
# --8<-- [end:stub]

# --8<-- [start:mistake]
# a neutral start and a soft label,
# but a step that suits both
z0 = 0.0
d = 0.9
eta = 4.0
# --8<-- [end:mistake]

# --8<-- [start:solution]
z0 = 2.0
d = 0.5
# between 2 / (1/4) and 2 / (1/16)
eta = 16.0
# --8<-- [end:solution]


# --8<-- [start:checker]
def kl_slope(z):
    return float(binary_cross_entropy_grad(z, d))


def l2_slope(z):
    return float(l2_grad(sigmoid(z), d) * sigmoid_grad(z))


def settled(slope, limit=1000):
    """Steps after which the output stays within 0.01 of the label; `limit` if it never comes to rest."""
    z, needed = float(z0), 0
    for n in range(limit):
        if abs(sigmoid(z) - d) > 0.01:
            needed = n + 1
        z -= eta * slope(z)
    return needed


for name, value in {"z0": z0, "d": d, "eta": eta}.items():
    assert isinstance(value, (int, float, np.number)) and np.isfinite(value), (
        f"{name} = {value!r}: give one finite number."
    )
assert 0 <= d <= 1, f"d = {d}: a label is a probability."
assert 0 < eta <= 1e6, f"eta = {eta}: a step size is positive, and a million is long enough."
assert abs(sigmoid(float(z0)) - d) >= 0.1, (
    f"the start is no mistake: Y = {sigmoid(float(z0)):.3f} and d = {d}. "
    "Begin at least 0.1 away from the label."
)
kl_steps, l2_steps = settled(kl_slope), settled(l2_slope)
rests = []
for name, n in (("KL", kl_steps), ("L2", l2_steps)):
    rests.append(f"{name} is at rest from step {n} on" if n < 1000 else f"{name} is not at rest by step 1000")
found = ", ".join(rests)
assert kl_steps == 1000, (
    f"{found}. KL has to fail: what is the longest step that it bears near the label, "
    "and for which label is that shortest?"
)
assert l2_steps <= 50, (
    f"{found}. KL fails, as it should; now change the step, the label or the start until L2 needs 50 at most."
)
# --8<-- [end:checker]
