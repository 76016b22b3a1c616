"""The claims of the experiment `descent-paths`: more ways to be wrong, and a product of factors."""

import numpy as np
import pytest

from dlnotes.claims import descent_paths as claims


@pytest.mark.parametrize(
    "check, name, change",
    [
        (claims.weights_take_their_own_slope, "neuron_slopes", lambda a: np.full_like(a, a[0])),
        (claims.steps_have_a_limit, "batch_above", lambda a: np.minimum(a, 1)),  # nothing explodes
        (claims.steps_have_a_limit, "batch_eigenvalues", lambda a: 0.9 * a),  # not those of the batch
        (claims.steepness_is_not_speed, "on_y_kl", lambda a: a // 2),
    ],
)
def test_the_check_notices(check, name, change, spoilt):
    assert not check(spoilt("descent-paths", **{name: change})).ours


def test_the_product_of_the_factors_is_that_of_a_descent():
    """`shrinkage` against descent itself, with two eigenvectors along the axes."""
    x, lr = np.array([[2.0, 0.0], [0.0, 1.0]]), 0.3
    w, target = np.array([1.0, -2.0]), np.zeros(2)
    first = np.linalg.norm(x @ w - target)
    result = {"batch_shares": [[2.0 * 1.0, 0.5 * 4.0]], "batch_eigenvalues": [[2.0, 0.5]], "batch_steps": 7}
    for _ in range(7):
        w = w - lr * x.T @ (x @ w - target) / 2
    left = np.linalg.norm(x @ w) / first
    assert claims.shrinkage(result, np.array([lr]))[0] == pytest.approx(left, rel=1e-12)
