"""A network that starts out confidently wrong."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments.wrong_start import (
    SLOPES,
    STARTS,
    Config,
    cases,
    needed,
    network,
    one_step_in_y,
    run,
    run_case,
    started,
    task,
)
from dlnotes.nn import softmax

SMALL = Config(sgd_rates=(0.3, 1.0), adam_rates=(0.03,), tuning=(100,), seeds=(0, 1), limit=60)


@pytest.fixture(scope="module")
def result():
    return run(SMALL)


def test_seeds_that_choose_a_rate_are_never_reported():
    assert not set(Config().tuning) & set(Config().seeds)


def test_the_wrong_start_is_wrong_and_sure_of_it():
    x, labels, *_ = task(SMALL, 0)
    logits = started("wrong", SMALL, 0).forward(x)
    assert (logits.argmax(axis=1) == labels).mean() < 0.02
    assert (logits.argmax(axis=1) == (labels + 1) % SMALL.classes).mean() > 0.98
    assert np.median(softmax(logits.astype(np.float64))[np.arange(len(labels)), labels]) < 1e-4


def test_a_random_start_is_the_untouched_network():
    x, labels, *_ = task(SMALL, 0)
    np.testing.assert_array_equal(started("random", SMALL, 0).forward(x), network(SMALL, 0).forward(x))


@pytest.mark.parametrize("name", SLOPES)
def test_each_slope_is_the_derivative_of_its_loss(name):
    rng = np.random.default_rng(0)
    z, u, labels = rng.standard_normal((5, 4)), rng.standard_normal((5, 4)), rng.integers(4, size=5)
    d = np.eye(4)[labels]
    losses = {
        "kl": lambda z: -np.mean(np.log(softmax(z))[np.arange(5), labels]),
        "l2": lambda z: 0.5 * np.mean(((softmax(z) - d) ** 2).sum(axis=1)),
        "bare": lambda z: 0.5 * np.mean(((z - d) ** 2).sum(axis=1)),
    }
    measured = (losses[name](z + 1e-6 * u) - losses[name](z - 1e-6 * u)) / 2e-6
    assert np.sum(SLOPES[name](z, labels) * u) == pytest.approx(measured, rel=1e-6)


def test_the_unsure_start_is_just_as_wrong_and_less_sure():
    """What the control of the claim stands for."""
    x, labels, *_ = task(SMALL, 0)
    sure, unsure = (started(start, SMALL, 0).forward(x) for start in ("wrong", "unsure"))
    np.testing.assert_array_equal(sure.argmax(axis=1), unsure.argmax(axis=1))
    np.testing.assert_allclose(unsure, SMALL.factor * sure, rtol=1e-4, atol=1e-5)


def test_in_y_a_step_of_one_solves_l2_from_anywhere():
    step = one_step_in_y()
    np.testing.assert_allclose(
        step["y_landed"], np.broadcast_to(step["y_labels"][:, None], (4, 21)), atol=1e-15
    )


def test_a_rate_that_blows_up_counts_as_never():
    assert needed("random", "sgd", "bare", 1e3, SMALL, 0) == SMALL.limit


def test_arrival_means_staying():
    """Asked to stay for longer than it runs, no net arrives."""
    assert needed("random", "sgd", "kl", 1.0, replace(SMALL, hold=100), 0) == SMALL.limit
    assert needed("random", "sgd", "kl", 1.0, SMALL, 0) < SMALL.limit


def test_cases_come_in_the_order_of_the_array(result):
    assert result["steps"].shape == (len(STARTS), 2, 3, len(SMALL.seeds))
    last = cases(SMALL)[-1]
    np.testing.assert_array_equal(result["steps"][-1, -1, -1], run_case(SMALL, last)[2])
