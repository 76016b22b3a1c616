"""The claims on shared weights, their gradients and output sizes: verdicts pinned, and each check at both sides of its threshold."""

import numpy as np
import pytest

from dlnotes.claims import numbers_and_math
from dlnotes.claims.claim import ANSWERED, CONDITIONS, CORRECTED, HOLDS
from dlnotes.nn import unseen_inputs

CLAIMS = {claim.slug: claim for claim in numbers_and_math.CLAIMS}
CHECKED = [slug for slug, claim in CLAIMS.items() if not claim.by_citation]
VERDICTS = {
    "far-fewer-weights": HOLDS,
    "locality-and-sharing": CONDITIONS,
    "mlp-is-three-convolutions": HOLDS,
    "time-delay-network": HOLDS,
    "an-answer-at-every-sample": ANSWERED,
    "shifts-of-eight": ANSWERED,
    "do-the-same-work": CORRECTED,
    "sharing-is-a-bet": CONDITIONS,
    "gradient-is-not-split": HOLDS,
    "gradient-is-not-equal": CONDITIONS,
    "sharing-does-not-route": CORRECTED,
    "shared-gradient-is-a-sum": ANSWERED,
    "output-size-rounds-down": CONDITIONS,
    "output-size-and-dilation": CONDITIONS,
    "unread-inputs-have-no-gradient": ANSWERED,
}


def test_the_verdicts_are_these(decided):
    assert {slug: decided[slug]["verdict"] for slug in CLAIMS} == VERDICTS


@pytest.mark.parametrize("slug", CHECKED)
def test_what_we_say_follows_and_the_wrong_version_fails(slug, results):
    claim, result = CLAIMS[slug], results[CLAIMS[slug].experiment]
    assert claim.check(result).ours
    assert not claim.check(claim.control(result)).ours


def ours(slug, result, **changes):
    return CLAIMS[slug].check(result | changes).ours


def test_one_wrong_answer_among_thousands_is_enough(results):
    result = results["scanning-mlp"]
    for slug, name in (
        ("mlp-is-three-convolutions", "as_mlp"),
        ("mlp-is-three-convolutions", "hopping"),
        ("an-answer-at-every-sample", "gliding"),
    ):
        wrong = result[name].copy()
        wrong.flat[7] += 1
        assert not ours(slug, result, **{name: wrong})


def test_equal_because_silent_proves_nothing(results):
    silent = {name: np.zeros_like(results["scanning-mlp"][name]) for name in ("as_cnn", "as_mlp")}
    assert not ours("mlp-is-three-convolutions", results["scanning-mlp"], **silent)


def test_a_few_networks_may_follow_a_smaller_shift_and_all_must_follow_eight(results):
    result = results["scanning-mlp"]
    nets, found = int(result["shift_nets"]), result["strided_found"]
    assert ours("shifts-of-eight", result, strided_found=np.where(np.arange(9) == 4, nets // 10, found))
    assert not ours(
        "shifts-of-eight", result, strided_found=np.where(np.arange(9) == 4, nets // 10 + 1, found)
    )
    assert not ours("shifts-of-eight", result, strided_found=np.where(np.arange(9) == 8, nets - 1, found))


@pytest.mark.parametrize("end, stands", [(0.011, True), (0.009, False), (0.0, False)])
def test_equal_copies_must_come_apart_by_one_per_cent(end, stands, results):
    result = results["scanning-mlp"]
    assert ours("do-the-same-work", result, drift=np.full_like(result["drift"], end)) == stands


def test_copies_equal_in_another_order_would_do_the_same_work(results):
    result = results["scanning-mlp"]
    before, after = result["own_matched"]
    evidence = CLAIMS["do-the-same-work"].check(result | {"own_matched": np.array([before, 0.05 * after])})
    assert evidence.note["copies that start apart"] and not evidence.ours


def test_a_network_that_did_not_learn_says_nothing_about_its_copies(results):
    assert not ours("do-the-same-work", results["scanning-mlp"], own_loss_left=0.5)


@pytest.mark.parametrize("matters, stands", [(2.1, True), (1.9, False)])
def test_the_bet_is_lost_above_twice_the_error(matters, stands):
    error = np.ones((2, 3, 7))
    error[1, 2] = matters
    evidence = CLAIMS["sharing-is-a-bet"].check({"error": error})
    assert evidence.ours == stands
    assert evidence.note == {"place does not matter": True, "place matters": not stands}


def test_gradients_of_a_filter_with_equal_weights_are_equal(results):
    equal = {name: np.ones((100, 4)) for name in ("drawn_weights", "drawn_received")} | {
        "upstream": np.float64(1)
    }
    evidence = CLAIMS["gradient-is-not-equal"].check(results["gradient-routing"] | equal)
    assert evidence.note["weights drawn at random"] and not evidence.ours


def test_one_output_too_many_is_noticed(results):
    result = results["output-shape"]
    formula = result["formula"].copy()
    formula[np.flatnonzero(result["grid"][:, 4] == 1)[-1]] += 1
    assert not ours("output-size-rounds-down", result, formula=formula)
    assert not ours("output-size-and-dilation", result, formula=formula)


def test_the_rule_for_the_last_input_needs_a_stride_no_longer_than_the_kernel():
    n, k, s, p = 1, 1, 3, 2  # windows on the places 0 and 3, the input on 2: in a gap, not in the tail
    assert (n + 2 * p - k) % s <= p and unseen_inputs(n, k, s, p) == [0]
