"""What gates, filters and shared weights do to gradients."""

import numpy as np
import pytest

from dlnotes.experiments._scanner import by_copy
from dlnotes.experiments.gradient_routing import GATES, Config, run, slopes


@pytest.fixture(scope="module")
def result():
    return run()


def test_add_copies_max_routes_multiply_swaps(result):
    (x, y), g = Config().inputs, Config().upstream
    assert result["add_received"].tolist() == [g, g]
    assert result["max_received"].tolist() == [g, 0]
    assert result["multiply_received"].tolist() == [g * y, g * x]
    assert result["add_total"] == 2 * g


def test_slopes_are_exact_for_the_gates_and_close_for_a_curve():
    assert slopes(GATES["multiply"], [1.0, 3.0, 2.0, -1.0]).tolist() == [-6, -2, -3, 6]
    np.testing.assert_allclose(slopes(lambda x: np.exp(x).sum(), [0.0, 1.0]), np.exp([0, 1]), rtol=1e-6)


def test_a_filter_scales_by_its_weights_and_is_equal_only_if_they_are(result):
    assert result["filter_received"].tolist() == [2 * w for w in Config().weights]
    assert len(set(result["filter_received"])) == 4
    equal = run(Config(weights=(0.5,) * 4, seeds=(0,)))["filter_received"]
    assert equal.tolist() == [1.0] * 4


def test_the_filter_is_a_multiply_before_an_add(result):
    weights = np.array(Config().weights)
    through_gates = slopes(lambda a: np.sum(weights * a), Config().units)
    np.testing.assert_array_equal(result["filter_received"], Config().upstream * through_gates)


def test_a_shared_weight_receives_the_sum_over_its_copies_and_not_the_mean(result):
    assert result["sum_mismatches"] == 0
    # The mean is wrong for all but zeros, and the top layer, which has one place.
    assert result["mean_mismatches"] > result["sum_compared"] / 5
    assert result["one_weight_copies"].sum() == result["one_weight_shared"] == -1


def test_untying_changes_nothing_about_where_gradients_go(result):
    assert result["input_gradient_mismatches"] == 0


def test_copies_are_collected_by_place():
    numbers = np.array([[1, 2, 0, 0], [0, 0, 1, 2]])
    assert by_copy(np.array([[10, 20, 0, 0], [0, 0, 30, 40]]), numbers).tolist() == [[10, 30], [20, 40]]


def test_other_values_send_gradients_elsewhere_and_another_owner_does_not(result):
    np.testing.assert_array_equal(result["input_gradient"], result["input_gradient_untied"])
    assert np.count_nonzero((result["input_gradient"] != result["input_gradient_astray"]).any(axis=1)) > 50
