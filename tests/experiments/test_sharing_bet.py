"""Stacked students: they are the networks they are named for, and learn as networks of `dlnotes.nn` do."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments._scanner import flat, scanner
from dlnotes.experiments.sharing_bet import STUDENTS, Config, Stacked, lesson, run, train, weights
from dlnotes.nn import l2_grad

SMALL = Config(seeds=(0, 1), tuning_seeds=(2,), rates=(0.01, 0.02), windows=64, unseen=100, steps=40)


def test_targets_have_mean_zero_and_variance_one():
    _, target = lesson("local", SMALL, 0)
    np.testing.assert_allclose(target.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(target.std(axis=0), 1, rtol=1e-6)


def test_two_students_have_236_weights_and_two_have_44():
    assert {student: weights(student) for student in STUDENTS} == {
        "dense": 8 * 16 + 16 * 6 + 6 * 2,
        "shared": 2 * (1 * 4 + 4 * 3 + 3 * 2),
        "small": 8 * 3 + 3 * 4 + 4 * 2,
        "wide": 2 * (1 * 8 + 8 * 11 + 11 * 2),
    }
    assert weights("dense") == weights("wide") == 236 and weights("shared") == weights("small") == 44


@pytest.mark.parametrize("student", ["shared", "wide"])
def test_a_stack_that_shares_answers_and_learns_as_the_convolutions_do(student):
    net, rng = Stacked(student, (3, 4)), np.random.default_rng(0)
    x, target = rng.normal(size=(2, 10, 8)), rng.normal(size=(2, 10, 2))
    grads, said = net.gradients(x, target), net.forward(x)[-1]
    for one in range(2):
        stack = scanner(rng, STUDENTS[student])
        for name, value, bias in zip((0, 2, 4), net.params[::2], net.params[1::2]):
            stack.params[f"{name}.weight"] = value[one].reshape(stack.params[f"{name}.weight"].shape)
            stack.params[f"{name}.bias"] = bias[one]
        out = flat(stack.forward(x[one][:, None]))
        np.testing.assert_allclose(said[one], out, rtol=1e-4, atol=1e-5)
        stack.backward(l2_grad(out, target[one])[:, :, None])
        scale = l2_grad(out, target[one]) / ((out - target[one]) * 2 / out.size)  # whatever mean l2 takes
        for name, weight, bias in zip((0, 2, 4), grads[::2], grads[1::2]):
            expected = stack.grads[f"{name}.weight"].ravel() / scale.mean()
            np.testing.assert_allclose(weight[one], expected, rtol=1e-3, atol=1e-5)
            np.testing.assert_allclose(
                bias[one], stack.grads[f"{name}.bias"] / scale.mean(), rtol=1e-3, atol=1e-5
            )


def test_a_student_is_the_same_whether_it_learns_alone_or_beside_others():
    together = train(SMALL, ("local", "shared"), (0.01, 0.02), (5, 6))
    alone = train(SMALL, ("local", "shared"), (0.02,), (6,))
    np.testing.assert_allclose(together[1], alone[0], rtol=1e-3)


def test_every_student_learns_something_and_has_one_of_the_rates():
    result = run(SMALL)
    assert result["error"].shape == (2, 4, 2, 3) and set(result["rates"].ravel()) <= set(SMALL.rates)
    longer = run(replace(SMALL, steps=200, rates=(0.02,)))
    assert (np.median(longer["error"][..., -1], axis=2) < 0.9).all()
