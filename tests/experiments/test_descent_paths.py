"""Step sizes up to and beyond their thresholds."""

import numpy as np
import pytest

from dlnotes.experiments.descent_paths import Config, error_ratio, on_batch, on_output, run


@pytest.fixture(scope="module")
def result():
    return run(Config())


def test_every_path_multiplies_its_error_by_one_minus_eta(result):
    steps = np.arange(result["paths"].shape[1])
    expected = 1 + 0.5 * (1 - result["step_sizes"][:, None]) ** steps
    np.testing.assert_allclose(result["paths"], expected, rtol=1e-12)


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


def test_every_seed_converges_below_its_threshold_and_diverges_above(result):
    # Along the top eigenvector 400 steps of factor .98 or 1.02; the rest of the error dies out.
    assert result["batch_below_worst"] <= 0.98**400 * 1.0001
    assert 1 < result["batch_above_least"] <= 1.02**400 * 1.0001
    assert len(set(result["batch_thresholds"])) == len(Config().seeds)


def test_the_smallest_eigenvalue_would_be_the_wrong_threshold():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((64, 3))
    wrong = 2 / np.linalg.eigvalsh(x.T @ x / 64).min()
    assert error_ratio(x, x @ np.ones((3, 1)), 0.99 * wrong, Config(), 0) > 1e3


def test_descent_on_kl_leaves_the_unit_interval(result):
    assert result["kl_second"] == pytest.approx(0.9 + 0.1 / 0.9)
    assert result["kl_leap"] == pytest.approx(10.05)
    assert result["kl_inside"] == 1
    assert np.all(np.diff(result["kl_path"]) > 0)


def test_descent_on_l2_from_the_same_start_stays():
    paths = on_output(Config(start=0.9, step_sizes=(0.1,)))["paths"]
    assert np.all(paths <= 1)


def test_a_batch_of_one_is_a_neuron():
    out = on_batch(Config(examples=1, seeds=(3,)))
    assert out["batch_above_least"] == pytest.approx(1.02**400, rel=1e-6)
