"""The claims of the experiment `scanning-mlp`: its own result, spoilt at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.scanning_mlp import equals_three_convolutions


@pytest.fixture
def result(results):
    return results["scanning-mlp"]


@pytest.mark.parametrize("name", ["as_mlp", "hopping"])
def test_one_wrong_answer_among_thousands_is_enough(name, result):
    wrong = result[name].copy()
    wrong.flat[7] += 1
    assert not equals_three_convolutions(result | {name: wrong}).ours


def test_equal_because_silent_proves_nothing(result):
    silent = {name: np.zeros_like(result[name]) for name in ("as_cnn", "as_mlp")}
    assert not equals_three_convolutions(result | silent).ours
