"""The claims of the experiment `scanning-mlp`: its own result, spoilt at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.scanning_mlp import (
    copies_come_apart,
    dilation_answers_every_sample,
    equals_three_convolutions,
    strides_follow_shifts_of_eight,
)


@pytest.fixture
def result(results):
    return results["scanning-mlp"]


@pytest.mark.parametrize(
    "check, name",
    [
        (equals_three_convolutions, "as_mlp"),
        (equals_three_convolutions, "hopping"),
        (dilation_answers_every_sample, "gliding"),
    ],
)
def test_one_wrong_answer_among_thousands_is_enough(check, name, result):
    wrong = result[name].copy()
    wrong.flat[7] += 1
    assert not check(result | {name: wrong}).ours


def test_equal_because_silent_proves_nothing(result):
    silent = {name: np.zeros_like(result[name]) for name in ("as_cnn", "as_mlp")}
    assert not equals_three_convolutions(result | silent).ours


def test_a_few_networks_may_follow_a_smaller_shift_and_all_must_follow_eight(result):
    nets, found = int(result["shift_nets"]), result["strided_found"]
    for shift, follow, stands in ((4, nets // 10, True), (4, nets // 10 + 1, False), (8, nets - 1, False)):
        strided = np.where(np.arange(9) == shift, follow, found)
        assert strides_follow_shifts_of_eight(result | {"strided_found": strided}).ours == stands


@pytest.mark.parametrize("end, stands", [(0.011, True), (0.009, False), (0.0, False)])
def test_equal_copies_must_come_apart_by_one_per_cent(end, stands, result):
    assert copies_come_apart(result | {"drift": np.full_like(result["drift"], end)}).ours == stands


def test_copies_equal_in_another_order_would_do_the_same_work(result):
    before, after = result["own_matched"]
    evidence = copies_come_apart(result | {"own_matched": np.array([before, 0.05 * after])})
    assert evidence.note["apart"] and not evidence.ours


def test_a_network_that_did_not_learn_says_nothing_about_its_copies(result):
    assert not copies_come_apart(result | {"own_loss_left": 0.5}).ours
