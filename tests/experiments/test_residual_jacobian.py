"""The block's Jacobian meets finite differences, and the formula without the mask does not."""

import numpy as np

from dlnotes.experiments import residual_jacobian
from dlnotes.experiments._blocks import block
from dlnotes.experiments.residual_jacobian import Config, branch_jacobian, numerical_jacobian


def test_the_block_has_jacobian_d_times_i_plus_j():
    # A central difference with h = 1e-6 of a piecewise linear map is off by rounding
    # alone, about 1e-16·|a|/h.
    assert residual_jacobian.run()["error"] < 1e-8


def test_without_the_last_activation_the_mask_is_gone():
    assert residual_jacobian.run()["open_error"] < 1e-8


def test_i_plus_j_without_the_mask_is_wrong_in_every_block():
    assert residual_jacobian.run()["smallest_unmasked_error"] > 0.1


def test_finite_differences_of_a_matrix_give_the_matrix():
    matrix = np.array([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_allclose(
        numerical_jacobian(lambda a: a @ matrix.T, np.array([0.3, -0.7]), 1e-6), matrix, atol=1e-8
    )


def test_backward_of_nn_multiplies_by_the_same_matrix():
    rng = np.random.default_rng(0)
    net = block(5, rng, skip=True)
    a, dout = rng.normal(size=5), rng.normal(size=(1, 5))
    total = net.layers[0].forward(a[None])[0]
    jacobian = np.diag(total > 0) @ (np.eye(5) + branch_jacobian(net.layers[0].body, a))
    net.forward(a[None])
    np.testing.assert_allclose(net.backward(dout), dout @ jacobian, atol=1e-12)


def test_a_smaller_config_is_obeyed():
    assert residual_jacobian.run(Config(width=3, seeds=(0, 1)))["errors"].shape == (2,)


def test_the_block_is_the_activation_of_the_sum_and_not_the_sum_of_an_activation():
    result = residual_jacobian.run()
    assert result["sum_first_error"] < 1e-12 and result["sum_last_errors"].min() > 0.1


def test_a_dead_branch_leaves_one_direction_for_each_open_unit():
    result = residual_jacobian.run()
    np.testing.assert_array_equal(result["dead_branch_ranks"], result["dead_branch_open"])
    assert 0 < result["dead_branch_open"].min() and result["dead_branch_open"].max() < result["width"]
