"""A zero branch hands on what is not negative; take the last ReLU away and it hands on everything."""

import numpy as np

from dlnotes.nn import relu

# --8<-- [start:stub]
# this one is handed on; change it
lost = np.array([0.5, 2.0, 1.0])


def mended(a, W1, W2):
    """Hands every input on
    if W2 = 0.
    """
    # it does not yet; change it
    branch = W2 @ relu(W1 @ a)
    return relu(branch + a)


# --8<-- [end:stub]

# --8<-- [start:mistake]
lost = np.array([-0.5, 2.0, -1.0])


def mended(a, W1, W2):
    return relu(W2 @ W1 @ a + a)


# --8<-- [end:mistake]

# --8<-- [start:solution]
lost = np.array([-0.5, 2.0, -1.0])


def mended(a, W1, W2):
    branch = W2 @ relu(W1 @ a)
    return branch + a  # and no ReLU


# --8<-- [end:solution]

# --8<-- [start:checker]
rng = np.random.default_rng(0)
W1, W2, nothing = rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), np.zeros((3, 3))
assert np.shape(lost) == (3,), f"lost must be an array of three numbers, its shape is {np.shape(lost)}"
left = relu(nothing @ relu(W1 @ lost) + lost)
assert not np.array_equal(left, lost), (
    f"{lost} enters the lesson's block with W2 = 0, and {left} leaves it: it was handed on. "
    "Which numbers does the last ReLU change?"
)
inputs = [np.asarray(lost, float), *rng.normal(size=(20, 3))]
for a in inputs:
    found = mended(a, W1, nothing)
    assert found is not None, "mended() returned None: end it with `return`"
    assert np.allclose(found, a), (
        f"with W2 = 0, {np.round(a, 2)} enters your block and {np.round(found, 2)} leaves it. "
        "Follow a negative entry: where does it get stuck?"
    )
assert not all(np.allclose(mended(a, W1, W2), a) for a in inputs), (
    "your block copies its input even where W2 is not 0: keep the branch, W2 @ relu(W1 @ a), in it"
)
bends = [mended(a, W1, W2) + mended(-a, W1, W2) for a in inputs]
assert not np.allclose(bends, 0), (
    "your block has no bend left: a and -a get opposite answers, "
    "so a whole stack of such blocks is one matrix. Which of the two ReLUs can stay?"
)
# --8<-- [end:checker]
