"""The verdicts of lesson 3, pinned; its checks on the wrong versions, and on made-up results at both sides of their thresholds."""

import numpy as np
import pytest

from dlnotes.claims import divergences as lesson

VERDICTS = {
    "half-for-a-clean-slope": "holds",
    "slope-is-the-error": "holds",
    "update-by-the-weight": "holds with conditions",
    "step-size-limit": "holds with conditions",
    "kl-and-ce": "holds with conditions",
    "why-the-log": "answered",
    "answers-between-the-ends": "corrected",
    "minus-sign": "holds with conditions",
    "right-costs-nothing": "holds with conditions",
    "harsh-penalty": "holds with conditions",
    "wanting-infinity": "holds with conditions",
    "slope-signs-of-kl": "holds",
    "slope-at-the-minimum": "holds with conditions",
    "both-least-at-the-label": "holds with conditions",
    "kl-is-steeper": "holds",
    "steep-is-not-fast": "holds with conditions",
    "faster-from-a-wrong-start": "holds with conditions",
    "wrong-weights": "holds with conditions",
    "wrong-start-network": "holds",
    "why-kl": "answered",
}
CLAIMS = {claim.slug: claim for claim in lesson.CLAIMS}


def test_the_verdicts_are_those_pinned(decided):
    assert decided.verdicts("divergences") == VERDICTS


@pytest.mark.parametrize("slug", VERDICTS)
def test_the_check_passes_here_and_fails_on_the_wrong_version(slug, results):
    claim, result = CLAIMS[slug], results[CLAIMS[slug].experiment]
    assert claim.check(result).ours
    assert not claim.check(claim.control(result)).ours


@pytest.mark.parametrize("slug", VERDICTS)
def test_a_control_changes_something_and_keeps_the_names(slug, results):
    """A control is the same experiment gone wrong: same names, another content."""
    result = results[CLAIMS[slug].experiment]
    wrong = CLAIMS[slug].control(result)
    assert wrong.keys() == result.keys()
    changed = [name for name in result if not np.array_equal(wrong[name], result[name])]
    assert 1 <= len(changed) < len(result)


# -- more ways to be wrong -----------------------------------------------------------------------------------------------


def spoilt(slug, results, **change):
    result = results[CLAIMS[slug].experiment]
    return CLAIMS[slug].check(result | {name: f(result[name]) for name, f in change.items()})


@pytest.mark.parametrize(
    "slug, change",
    [
        ("half-for-a-clean-slope", {"l2_wide_1": lambda a: a / len(a)}),  # a 1/N that does not belong there
        ("slope-is-the-error", {"l2_wide_slope_0": lambda a: a / 2}),
        (
            "update-by-the-weight",
            {"neuron_slopes": lambda a: np.full_like(a, a[0])},
        ),  # one slope for all weights
        ("step-size-limit", {"batch_above": lambda a: np.minimum(a, 1)}),  # nothing explodes
        (
            "step-size-limit",
            {"batch_eigenvalues": lambda a: 0.9 * a},
        ),  # curvatures that are not those of the batch
        ("kl-and-ce", {"kl_of_labels": lambda a: a[::-1]}),
        ("why-the-log", {"defect_square": lambda a: 0 * a}),
        ("why-the-log", {"dishonesty_log": lambda a: a + 0.05}),
        ("answers-between-the-ends", {"labels": lambda a: 0 * a}),
        ("right-costs-nothing", {"nearly_right": lambda a: a + 0.01}),
        ("harsh-penalty", {"wrong_slope_from_logit": lambda a: 0 * a}),
        ("harsh-penalty", {"saturation_32": lambda a: a + 0.01}),
        ("wanting-infinity", {"most_square": lambda a: np.float64(np.inf)}),
        ("slope-signs-of-kl", {"kl_slope_1": lambda a: -a}),
        ("slope-at-the-minimum", {"soft_slope": lambda a: a + 0.3}),
        ("both-least-at-the-label", {"least_l2": lambda a: a[::-1]}),
        ("kl-is-steeper", {"kl_slope_1": lambda a: a / 2}),
        ("steep-is-not-fast", {"on_y_kl": lambda a: a // 2}),
        ("faster-from-a-wrong-start", {"l2_adam_0_1": lambda a: 10 * a}),
        ("faster-from-a-wrong-start", {"l2_neutral": lambda a: 10 * a}),
        ("wrong-start-network", {"steps": lambda a: a[::-1]}),  # the random start is then the harder one
        ("why-kl", {"likelihood_0": lambda a: a[::-1]}),
        ("why-kl", {"l2_over_z": lambda a: a[::-1]}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_the_check_notices(slug, change, results):
    assert not spoilt(slug, results, **change).ours


# -- made-up results, at both sides of a threshold -----------------------------------------------------------------------


def table(kl, l2, same=100, zero=1, seeds=7):
    """logistic-start's table: the first start is zero weights, the last one wrong."""
    steps = np.full((seeds, 2, 3, 2), zero, dtype=float)
    steps[:, 1, :, 0] = kl, l2, same
    return {"table": steps, "scales": np.array([0, 10])}


@pytest.mark.parametrize("l2, ours", [(2, False), (3, True), (5, True)])
def test_wrong_weights_asks_for_half_as_many_again(l2, ours):
    assert lesson.in_logistic_regression(table(2, l2)).ours is ours


def test_one_odd_seed_is_allowed_and_two_are_not():
    result = table(2, 5)
    result["table"][0, 1, 1, 0] = 1
    assert lesson.in_logistic_regression(result).ours
    result["table"][1, 1, 1, 0] = 1
    assert not lesson.in_logistic_regression(result).ours


def steps(random, wrong, seeds=7):
    """wrong-start's steps: (start, optimiser, loss, seed), the same for both optimisers and for both kinds of L2."""
    return {
        "steps": np.array([[[[kl] * seeds, [l2] * seeds, [l2] * seeds]] * 2 for kl, l2 in (random, wrong)])
    }


@pytest.mark.parametrize("wrong, ours", [((10, 19), False), ((10, 31), True)])
def test_a_network_must_need_twice_as_many_steps(wrong, ours):
    assert lesson.in_a_network(steps((10, 15), wrong)).ours is ours


def test_a_network_needs_more_from_the_wrong_start_than_from_a_random_one():
    assert not lesson.in_a_network(steps((10, 50), (10, 40))).ours
    evidence = lesson.in_a_network(steps((10, 9), (10, 40)))
    assert evidence.ours and evidence.note == {
        "random start, SGD": False,
        "random start, Adam": False,
        "wrong start, SGD": True,
        "wrong start, Adam": True,
    }


def test_the_product_of_the_factors_is_that_of_a_descent():
    """`shrinkage` against descent itself, with two eigenvectors along the axes."""
    x, lr = np.array([[2.0, 0.0], [0.0, 1.0]]), 0.3
    w, target = np.array([1.0, -2.0]), np.zeros(2)
    first = np.linalg.norm(x @ w - target)
    result = {"batch_shares": [[2.0 * 1.0, 0.5 * 4.0]], "batch_eigenvalues": [[2.0, 0.5]], "batch_steps": 7}
    for _ in range(7):
        w = w - lr * x.T @ (x @ w - target) / 2
    assert lesson.shrinkage(result, np.array([lr]))[0] == pytest.approx(
        np.linalg.norm(x @ w) / first, rel=1e-12
    )
