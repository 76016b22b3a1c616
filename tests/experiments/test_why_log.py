"""Which penalties are honest."""

import numpy as np
import pytest

from dlnotes.experiments.why_log import Config, expected, run


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.7, 0.95])
def test_log_and_square_are_least_at_the_true_rate(rate):
    result = run(Config(rate=rate))
    assert result["best_log"] == pytest.approx(rate, abs=1e-9)
    assert result["best_square"] == pytest.approx(rate, abs=1e-9)


def test_the_absolute_error_is_least_at_the_likelier_label():
    assert run(Config(rate=0.7))["best_absolute"] == 1
    assert run(Config(rate=0.3))["best_absolute"] == 0


def test_the_floor_of_the_log_penalty_is_the_entropy():
    assert run()["log_floor"] == pytest.approx(-0.7 * np.log(0.7) - 0.3 * np.log(0.3), abs=1e-12)


def test_the_curves_meet_values_done_by_hand():
    q = np.array([0.5])
    assert expected(lambda y, d: abs(y - d), q, 0.7)[0] == 0.5
    assert expected(lambda y, d: 0.5 * (y - d) ** 2, q, 0.7)[0] == pytest.approx(0.125)


def test_a_cube_would_be_found_dishonest():
    q = np.linspace(0, 1, 1001)
    cube = expected(lambda y, d: abs(y - d) ** 3, q, 0.7)
    assert q[cube.argmin()] < 0.65  # its best answer is √.7/(√.7 + √.3) = .604
