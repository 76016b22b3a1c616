"""What Y does on the way back from a wrong start."""

import math
from itertools import islice

import numpy as np
import pytest

from dlnotes.experiments import confident_start
from dlnotes.experiments._logit_slopes import FAST, SLOPES
from dlnotes.experiments.starting_logit import Config, adam, descend, looks, optimisers, recover, run
from dlnotes.nn import sigmoid

SMALL = Config(starts=(-6.0, -3.0, 0.0, 2.0), limit=2000)


@pytest.fixture(scope="module")
def small():
    return run(SMALL)


@pytest.mark.parametrize("loss", ["kl", "l2"])
def test_descent_takes_the_steps_that_confident_start_counts(loss, small):
    config = confident_start.Config()
    counted = [confident_start.count(FAST[loss], z, 1.0, config) for z in SMALL.starts]
    np.testing.assert_array_equal(small[f"{loss}_steps"][0], counted)


@pytest.mark.parametrize("loss", ["kl", "l2"])
def test_adam_takes_the_steps_that_confident_start_counts(loss, small):
    counted = confident_start.with_adam(confident_start.Config(starts=SMALL.starts))
    for row, rate in enumerate(("0_1",), start=1):
        np.testing.assert_array_equal(small[f"{loss}_steps"][row], counted[f"{loss}_adam_{rate}"])


def test_two_steps_of_descent_by_hand():
    first = 0.5  # from z = 0 KL's slope is Y − 1 = −1/2
    z = [float(z[0]) for z in islice(descend(FAST["kl"], np.array([0.0])), 3)]
    assert z == pytest.approx([0, first, first + 1 - 1 / (1 + math.exp(-first))])


def test_the_first_step_of_adam_is_its_rate_whatever_the_slope():
    for slope in SLOPES.values():
        _, after = islice(adam(slope, np.array([-8.0, 0.0]), 0.1), 2)
        np.testing.assert_allclose(after, [-7.9, 0.1], atol=1e-3)


def test_recovery_by_hand():
    """Logits −1, 1, 3 and so on: σ(1) is 0.73 and σ(3) is 0.953, so the goal is passed at step 2.

    A start at 3 needs no step.
    """
    config = Config(starts=(-1.0, 3.0), first=3, limit=10)
    found = recover((np.array([-1.0, 3.0]) + 2 * step for step in range(9)), config)
    np.testing.assert_array_equal(found["steps"], [2, 0])
    np.testing.assert_allclose(found["landed"], sigmoid(np.array([3.0, 3.0])))
    np.testing.assert_allclose(found["outputs"][0, :3], [*sigmoid(np.array([-1.0, 1.0])), np.nan])
    assert np.isnan(found["outputs"][1]).all()


def test_who_never_arrives_is_at_the_limit():
    found = recover((np.array([0.0]) for _ in range(99)), Config(starts=(0.0,), limit=50))
    assert found["steps"] == [50] and np.isnan(found["landed"]).all()


def test_every_start_recovers_within_the_limit_of_what_is_shown():
    assert (run(SMALL)["l2_steps"] < SMALL.limit).all()
    # The continuous flow from −12: see test_confident_start.
    bill = 2 * 12 + math.exp(12) + 2 * math.log(19) + 19
    assert bill * 1.01 < Config().limit


def test_y_starts_at_its_start_and_never_falls_on_the_way(small):
    for loss in ("kl", "l2"):
        outputs = small[f"{loss}_outputs"]
        np.testing.assert_allclose(outputs[:, :, 0], np.tile(sigmoid(np.array(SMALL.starts)), (2, 1)))
        rising = np.diff(outputs)
        assert (rising[~np.isnan(rising)] > 0).all()
        assert (np.nanmax(outputs, axis=2) < small[f"{loss}_landed"]).all()


def test_every_early_step_is_kept_and_later_ones_evenly_by_powers_of_ten():
    kept = looks(Config())
    assert list(kept[:21]) == list(range(21)) and kept[-1] == 400_000
    assert 22 <= ((kept > 1000) & (kept <= 10_000)).sum() <= 26


def test_one_row_for_each_optimiser(small):
    assert small["kl_steps"].shape == (len(optimisers(SMALL)), len(SMALL.starts))
