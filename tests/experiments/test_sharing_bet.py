"""Stacked students: they are the networks they are named for, and learn as networks of `dlnotes.nn` do."""

from dataclasses import replace

import numpy as np
import pytest

from dlnotes.experiments._scanner import flat, scanner
from dlnotes.experiments.sharing_bet import (
    STUDENTS,
    Config,
    Stacked,
    lesson,
    patterns,
    run,
    run_case,
    train,
    weights,
)
from dlnotes.nn import l2_grad

SMALL = Config(seeds=(0, 1), rates=(0.01, 0.02), windows=64, unseen=100, steps=40)


def test_targets_have_mean_zero_and_variance_one():
    _, target = lesson("local", SMALL, 0)
    np.testing.assert_allclose(target.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(target.std(axis=0), 1, rtol=1e-6)


def test_two_students_have_92_weights_and_two_have_44():
    assert {student: weights(student) for student in STUDENTS} == {
        "untied": 4 * 4 * 2 + 2 * 3 * 8 + 2 * 6,
        "shared": 2 * (1 * 4 + 4 * 3 + 3 * 2),
        "wide": 2 * (1 * 6 + 6 * 5 + 5 * 2),
        "small": 8 * 3 + 3 * 4 + 4 * 2,
    }
    assert weights("untied") == weights("wide") == 92 and weights("shared") == weights("small") == 44


def test_the_first_two_students_differ_in_their_ties_alone():
    for (untied, own_biases), (shared, _) in zip(patterns("untied"), patterns("shared")):
        np.testing.assert_array_equal(untied > 0, shared > 0)
        assert untied.max() == np.count_nonzero(untied) and own_biases.tolist() == [
            *range(1, len(untied) + 1)
        ]


@pytest.mark.parametrize("student", ["shared", "wide"])
def test_a_stack_that_shares_answers_and_learns_as_the_convolutions_do(student):
    net, rng = Stacked(student, ((3, 0), (4, 0))), np.random.default_rng(0)
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
    together = train(SMALL, ("local", "shared"), [(5, 0.01, 0), (6, 0.02, 1)])
    alone = train(SMALL, ("local", "shared"), [(6, 0.02, 1)])
    np.testing.assert_allclose(together[:, 1], alone[:, 0], rtol=1e-3)


def test_of_several_runs_the_one_counts_that_fits_its_own_windows_best():
    kept = run_case(SMALL, ("local", "shared"))
    runs = [(1, rate, start) for rate in SMALL.rates for start in range(SMALL.starts)]
    fit, unseen = train(SMALL, ("local", "shared"), runs)
    best = fit.argmin(axis=0)
    np.testing.assert_allclose(kept[1], unseen[best, np.arange(3)], rtol=1e-3)


def test_every_student_learns_something():
    result = run(replace(SMALL, steps=200, rates=(0.02,)))
    assert result["error"].shape == (2, 4, 2, 3)
    assert (np.median(result["error"][..., -1], axis=2) < 0.9).all()
