"""I + J can be 0: a block that forgets its input passes no gradient, although every ReLU in it is open."""

import numpy as np

from dlnotes.nn import relu

a = np.array([0.5, 2.0, 1.0])

# --8<-- [start:stub]
# a = (0.5, 2, 1) enters; out comes
# relu(W2 @ relu(W1 @ a) + b2 + a)
W1 = np.eye(3)
W2 = np.eye(3)
b2 = np.zeros(3)
# --8<-- [end:stub]

# --8<-- [start:mistake]
W1 = np.eye(3)
W2 = -3 * np.eye(3)
b2 = np.zeros(3)
# --8<-- [end:mistake]

# --8<-- [start:solution]
W1 = np.eye(3)
W2 = -np.eye(3)  # J = W2 W1 = -I
# keeps the sum off the kink
b2 = np.ones(3)
# --8<-- [end:solution]


# --8<-- [start:checker]
def total(a):
    return W2 @ relu(W1 @ a) + b2 + a


entering = np.array([0.5, 2.0, 1.0])
shapes = [np.shape(W1), np.shape(W2), np.shape(b2)]
assert shapes == [(3, 3), (3, 3), (3,)], (
    f"W1 and W2 must be (3, 3) and b2 (3,), but their shapes are {shapes}"
)
assert max(np.abs(W1).max(), np.abs(W2).max(), np.abs(b2).max()) <= 100, (
    "keep every number between -100 and 100, so that a nudge of a can be measured"
)
z1, z2 = W1 @ entering, total(entering)
assert (z1 > 1e-3).all(), (
    f"the inner ReLU must be open in every unit, but W1 @ a is {z1}. "
    "A dead branch leaves the skip connection as it is"
)
assert (z2 > 1e-3).all(), (
    f"the sums are {z2}, so the last ReLU is not open in every unit. "
    "That is the mask D, which the lesson has shown you. Keep D = I and find another way"
)
step = 1e-5
rises = [relu(total(entering + step * e)) - relu(total(entering - step * e)) for e in np.eye(3)]
jacobian = np.stack(rises, axis=1) / (2 * step)
arriving = np.ones(3) @ jacobian
assert np.abs(jacobian).max() < 1e-6, (
    "every ReLU is open, but a gradient comes through: "
    f"(1, 1, 1) at the output arrives at the input as {np.round(arriving, 3)}. "
    f"The block's Jacobian is I + J, and here that is {np.round(jacobian, 3).tolist()}. "
    "Which J leaves nothing of it?"
)
# --8<-- [end:checker]
