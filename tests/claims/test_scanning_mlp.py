"""The claims of the experiment `scanning-mlp`: its own result, spoilt at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.scanning_mlp import equals_three_convolutions, sharing_lowers_the_number


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


@pytest.mark.parametrize("entry, other", [("shared", "local"), ("longer_tied", "longer_dense")])
def test_sharing_that_saves_nothing_in_one_of_four_places_is_noticed(entry, other, result):
    assert sharing_lowers_the_number(result).ours
    evidence = sharing_lowers_the_number(result | {entry: result[other]})
    assert not all(evidence.note.values()) and not evidence.ours
