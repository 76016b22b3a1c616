"""Logistic regression from a wrong start."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments.logistic_start import (
    Config,
    accuracy,
    cases,
    kl_slope,
    l2_slope,
    race,
    run,
    run_case,
)


@pytest.fixture(scope="module")
def result():
    return run(Config())


def test_every_run_arrives_and_no_best_step_is_the_grids_largest(result):
    assert np.isfinite(result["table"][:, :, :2]).all()
    assert result["largest_used"] < Config().largest / 10


def test_from_zero_weights_both_losses_agree(result):
    assert result["kl_0"] == result["l2_0"]


def test_from_far_out_l2_needs_more_and_longer_steps_in_every_seed(result):
    steps, sizes = result["table"][:, -1, :2, 0], result["table"][:, -1, :2, 1]
    assert np.all(steps[:, 1] > steps[:, 0])
    assert np.all(sizes[:, 1] > 3 * sizes[:, 0])  # more than two cells of the grid


def test_a_grid_cut_at_ten_would_blame_the_loss_for_the_grid(result):
    """Why the grid is wide: with step sizes up to 10 only, L2 seems to need many times more steps."""
    narrow = replace(Config(), largest=10.0, sizes=9, seeds=(0,), scales=(6,))
    _, (steps, size), _ = run_case(narrow, cases(narrow)[0])
    assert steps > 5 * result["l2_6_most"]


def test_slopes_are_means_over_the_examples():
    rng = np.random.default_rng(1)
    x, d, w, u = (
        rng.standard_normal((30, 4)),
        rng.integers(0, 2, 30).astype(float),
        rng.standard_normal(4),
        rng.standard_normal(4),
    )
    sigmoid = lambda z: 1 / (1 + np.exp(-z))
    losses = {
        kl_slope: lambda w: np.mean(np.logaddexp(0, x @ w) - d * (x @ w)),
        l2_slope: lambda w: np.mean(0.5 * (sigmoid(x @ w) - d) ** 2),
    }
    for slope, loss in losses.items():
        dw = x.T @ slope((x @ w)[:, None], d[:, None])[:, 0]
        assert dw @ u == pytest.approx((loss(w + 1e-6 * u) - loss(w - 1e-6 * u)) / 2e-6, rel=1e-6)


def test_a_start_that_is_good_needs_no_step():
    x = np.array([[1.0], [-1.0]])
    d = np.array([1.0, 0.0])
    assert race(kl_slope, x, d, np.array([1.0]), np.array([1.0]), 1.0, 10)[0] == 0
    assert accuracy(x @ np.array([[-1.0]]), d)[0] == 0
