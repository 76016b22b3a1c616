"""A batch can be descended in steps shorter than 2/λmax of XᵀX/n, and the units of the inputs count twice."""

import numpy as np


# --8<-- [start:stub]
def longest_step(X):
    """The step size at which
    descent stops arriving.
    """
    ...  # your code


# longest_step(1000 * X)
# divided by longest_step(X)
units = None
# --8<-- [end:stub]


# --8<-- [start:mistake]
def longest_step(X):
    # the sum over the examples,
    # not their mean
    H = X.T @ X
    stretch = np.linalg.eigvalsh(H)
    return 2 / stretch[-1]


units = 1e-6
# --8<-- [end:mistake]


# --8<-- [start:solution]
def longest_step(X):
    H = X.T @ X / len(X)
    # sorted: the largest comes last
    stretch = np.linalg.eigvalsh(H)
    return 2 / stretch[-1]


units = 1 / 1000**2
# --8<-- [end:solution]


# --8<-- [start:checker]
def left_after(X, eta, steps=400):
    """The share of the outputs' error that is left of a descent from weights wrong in every direction."""
    wrong = np.random.default_rng(0).normal(size=X.shape[1])
    start = np.linalg.norm(X @ wrong)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            wrong = wrong - eta * X.T @ (X @ wrong) / len(X)
        return np.linalg.norm(X @ wrong) / start


rng = np.random.default_rng(1)
batches = {
    "the page's neuron, one example": np.array([[1.0, 2.0, 3.0]]),
    "20 examples of 3 inputs": rng.normal(size=(20, 3)),
    "20 examples, one input ten times as large": rng.normal(size=(20, 3)) * [1, 10, 1],
    "2 examples of 5 inputs": rng.normal(size=(2, 5)),
}
for name, X in batches.items():
    eta = longest_step(X)
    assert eta is not None, "longest_step() returned None: it needs a return."
    assert np.ndim(eta) == 0 and eta > 0, (
        f"{name}: longest_step gave {eta}; a step size is one positive number."
    )
    assert left_after(X, 0.99 * eta) < 1, (
        f"{name}: longest_step gave {eta:.4f}, but with steps one per cent shorter the error grows. "
        "Some direction is steeper than you think."
    )
    assert left_after(X, 1.01 * eta) > 10, (
        f"{name}: longest_step gave {eta:.4f}, but one per cent above that the error does not explode: "
        f"400 steps leave {left_after(X, 1.01 * eta):.2g} of it. "
        "The limit lies higher. Is your curvature that of a mean over the examples?"
    )
assert units is not None, (
    "units is still None: by which factor does the limit change when X becomes 1000 * X?"
)
for X in batches.values():
    eta = units * longest_step(X)
    assert left_after(1000 * X, 0.99 * eta) < 1, (
        f"units = {units}: in the new units the error grows with such steps. "
        "How often does X stand in the curvature?"
    )
    assert left_after(1000 * X, 1.01 * eta) > 10, (
        f"units = {units}: in the new units longer steps arrive, too. "
        "How often does X stand in the curvature?"
    )
# --8<-- [end:checker]
