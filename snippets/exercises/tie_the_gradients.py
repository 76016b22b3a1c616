"""Tying copies sums their gradients along the stripes of the dense matrix."""

import numpy as np

from dlnotes.nn import Conv1d, Linear


# --8<-- [start:stub]
def tie(gradient, kernel, stride):
    """An array: the gradients of
    the `kernel` shared weights.
    """
    ...  # your code


# --8<-- [end:stub]


# --8<-- [start:mistake]
def tie(gradient, kernel, stride):
    t = np.arange(len(gradient))
    found = []
    for i in range(kernel):
        j = stride * t + i
        copies = gradient[t, j]
        found.append(copies.mean())
    return np.array(found)


# --8<-- [end:mistake]


# --8<-- [start:solution]
def tie(gradient, kernel, stride):
    t = np.arange(len(gradient))
    found = []
    for i in range(kernel):
        # one copy in each row
        j = stride * t + i
        copies = gradient[t, j]
        found.append(copies.sum())
    return np.array(found)


# --8<-- [end:solution]


# --8<-- [start:checker]
def both(inputs, kernel, stride, rng):
    """The gradient of a full matrix without ties, and how a score moves with each weight of the filter."""
    conv = Conv1d(1, 1, kernel, stride, bias=False, rng=rng)
    x = rng.integers(-9, 10, (1, inputs)).astype(float)
    places = conv.forward(x[:, None]).shape[2]
    upstream = rng.integers(-9, 10, (1, places)).astype(float)
    full = Linear(inputs, places, bias=False, rng=rng)
    full.forward(x)
    full.backward(upstream)
    moved = []
    for tap in np.eye(kernel):  # the score is linear in the weights, so a weight of 1 gives its slope
        conv.params["weight"] = tap.reshape(1, 1, kernel)
        moved.append(np.sum(upstream * conv.forward(x[:, None])[0]))
    return full.grads["weight"], np.array(moved)


rng = np.random.default_rng(0)
for inputs, kernel, stride in [(3, 3, 1), (8, 2, 2), (9, 3, 3), (8, 3, 1), (12, 3, 2)]:
    gradient, moved = both(inputs, kernel, stride, rng)
    case = f"{inputs} inputs, kernel {kernel}, stride {stride}, so a matrix of shape {gradient.shape}"
    found = tie(gradient.copy(), kernel, stride)
    assert found is not None, "tie() returned None: end it with `return` and an array of `kernel` numbers"
    assert np.shape(found) == (kernel,), (
        f"{case}: tie() gave the shape {np.shape(found)}; "
        f"it must be one number for each of the {kernel} weights"
    )
    assert np.allclose(found, moved), (
        f"{case}: nudging the shared weights one at a time "
        f"does not move the score as {np.round(found, 3)} says. "
        "A nudge of one shared weight nudges its copy at every place. "
        "Where do these copies stand in the matrix, and what do their effects on the score do?"
    )
# --8<-- [end:checker]
