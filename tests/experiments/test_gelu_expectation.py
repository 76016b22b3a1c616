"""GELU as the average of a random gate."""

import numpy as np
import pytest

from dlnotes.experiments.gelu_expectation import Config, average, run
from dlnotes.nn import gelu


def test_the_average_by_hand():
    np.testing.assert_allclose(
        average(np.array([-1.0, 0.5, 2.0]), np.array([-2.0, 0.0, 1.0, 3.0])), [-0.25, 0.25, 1.5]
    )


def test_it_is_the_mean_of_what_the_gates_let_through():
    x, draws = np.array([-0.7, 0.0, 1.3]), np.random.default_rng(1).normal(size=1000)
    np.testing.assert_allclose(average(x, draws), np.where(draws[:, None] < x, x, 0).mean(axis=0))


def test_more_draws_come_closer_to_gelu_and_other_draws_do_not():
    assert run()["gap"] < 0.3 * run(Config(draws=2_000))["gap"]
    moved = run(Config(mean=0.5))
    assert abs(moved["averages"] - gelu(moved["x"])).max() > 0.1


def test_the_gap_is_what_chance_leaves():
    result = run()
    assert result["gap_high"] < 5e-3 and result["relu_gap"] == pytest.approx(0.17, abs=0.01)
