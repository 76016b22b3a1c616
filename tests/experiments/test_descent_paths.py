"""Step sizes up to and beyond their thresholds."""

import numpy as np
import pytest

from dlnotes.experiments.descent_paths import Config, error_ratio, run


@pytest.fixture(scope="module")
def result():
    return run(Config())


def test_the_number_of_steps_is_a_ratio_of_logarithms(result):
    for eta in (0.1, 0.5, 1.5, 1.9, 1.99):
        predicted = np.ceil(np.log(1e-6 / 0.5) / np.log(abs(1 - eta)))
        assert result[f"steps_{eta:g}".replace(".", "_")] == predicted
    assert result["steps_1"] == 1


def test_two_and_beyond_never_arrive(result):
    assert not {"steps_2", "steps_2_01", "steps_2_1"} & result.keys()
    assert result["error_2_01"] == pytest.approx(0.5 * 1.01**1000, rel=1e-9)


def test_the_neurons_threshold_is_two_over_the_squared_input(result):
    assert result["neuron_threshold"] == pytest.approx(2 / 14)
    assert result["neuron_below"] == pytest.approx(0.98**400, rel=1e-6)
    assert result["neuron_above"] == pytest.approx(1.02**400, rel=1e-6)


def test_the_threshold_of_a_batch_belongs_to_its_largest_eigenvalue():
    x = np.random.default_rng(0).standard_normal((64, 3))
    d, curvatures = x @ np.ones((3, 1)), np.linalg.eigvalsh(x.T @ x / 64)
    assert error_ratio(x, d, 0.99 * 2 / curvatures.max(), Config()) < 1e-3
    assert error_ratio(x, d, 1.01 * 2 / curvatures.max(), Config()) > 1e2
    assert error_ratio(x, d, 0.99 * 2 / curvatures.min(), Config()) > 1e3
