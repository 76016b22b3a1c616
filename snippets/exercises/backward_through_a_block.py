"""The gradient meets the last ReLU first; what passes that mask goes down both roads."""

import numpy as np

from dlnotes.nn import relu, relu_grad


# --8<-- [start:stub]
def backward(dout, a, W1, W2):
    """The gradient at a, if dout
    arrives at the output.
    """
    z1 = W1 @ a
    total = W2 @ relu(z1) + a
    # the output is relu(total)
    ...  # your code


# --8<-- [end:stub]


# --8<-- [start:mistake]
def backward(dout, a, W1, W2):
    z1 = W1 @ a
    total = W2 @ relu(z1) + a
    dtotal = relu_grad(total) * dout
    dh = W2.T @ dtotal
    dz1 = relu_grad(z1) * dh
    return dout + W1.T @ dz1


# --8<-- [end:mistake]


# --8<-- [start:solution]
def backward(dout, a, W1, W2):
    z1 = W1 @ a
    total = W2 @ relu(z1) + a
    # D, before the roads part
    dtotal = relu_grad(total) * dout
    dh = W2.T @ dtotal
    dz1 = relu_grad(z1) * dh
    # the skip and the branch
    return dtotal + W1.T @ dz1


# --8<-- [end:solution]


# --8<-- [start:checker]
def measured(dout, a, W1, W2, step=1e-6):
    """How the score dout·output moves when one entry of a is nudged, for each entry."""

    def score(a):
        return dout @ relu(W2 @ relu(W1 @ a) + a)

    return np.array([(score(a + step * e) - score(a - step * e)) / (2 * step) for e in np.eye(len(a))])


rng = np.random.default_rng(0)
dout, positive, signed = rng.normal(size=4), rng.uniform(0.5, 1.5, 4), np.array([0.8, -0.6, 1.1, -0.4])
W1, W2 = rng.normal(size=(6, 4)), rng.normal(size=(4, 6))
cases = [
    ("a branch of zeros, a > 0", positive, 0 * W1, 0 * W2),
    ("a branch of zeros, a of either sign", signed, 0 * W1, 0 * W2),
    ("every ReLU open", positive, abs(W1), abs(W2)),
    ("weights of either sign", positive, W1, W2),
    ("weights and input of either sign", signed, W1, W2),
]
hints = [
    "Here the block copies its input. What should arrive?",
    "Where the sum is negative, does the output move? Where is D in D(I + J)?",
    "Nothing is masked here. Which matrix does the gradient meet first, and which way round?",
    "Some inner ReLUs are closed here. Is that mask, z1 > 0, between your two matrices?",
    "Both masks matter here, at z1 and at the sum. Where does each of them act?",
]
for (name, a, first, second), hint in zip(cases, hints):
    found = backward(dout, a, first, second)
    assert found is not None, "backward() returned None: end it with `return` and an array of the length of a"
    assert np.shape(found) == a.shape, (
        f"{name}: backward() gave the shape {np.shape(found)}; "
        f"the gradient has one entry for each entry of a, {a.shape}"
    )
    error = np.abs(found - measured(dout, a, first, second))
    assert error.max() < 1e-6, (
        f"{name}: nudging the entries of a gives another gradient. "
        f"Yours is {np.round(found, 3)}; the entry for a[{error.argmax()}] is off most, "
        f"by {error.max():.2g}. {hint}"
    )
# --8<-- [end:checker]
