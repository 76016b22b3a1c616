"""The four combinations of shortcut and zero start, and the probe of an untrained net."""

import numpy as np
import pytest

from dlnotes.experiments import skip_and_start
from dlnotes.experiments.skip_and_start import ARMS, Config, cosine, probe, run_case, stack

SMALL = Config(depth=20, width=16, examples=200, steps=80, warm_up=10, seeds=(1, 2))


@pytest.fixture(scope="module")
def result():
    return skip_and_start.run(SMALL)


def test_a_zero_start_without_a_shortcut_can_only_guess(result):
    assert result["plain_zero_loss"] == pytest.approx(np.log(2), abs=0.01)
    assert result["plain_zero_ratio"] == 0


def test_the_shortcut_alone_overflows_at_a_rate_that_the_zero_start_bears():
    deep = Config(depth=60, examples=200, steps=40, warm_up=10, seeds=(1,))
    assert run_case(deep, ("skip_he", 1))[0] == np.inf
    assert np.isfinite(run_case(deep, ("skip_zero", 1))[0])


def test_arms_share_data_and_weights_up_to_the_factor():
    nets = [stack(shortcut, last, 6, 8, np.random.default_rng(0)) for shortcut, last, _ in ARMS.values()]
    for name, weight in nets[0].params.items():
        for net in nets[1:]:
            assert np.array_equal(net.params[name], weight) or not net.params[name].any()


def test_the_probe_of_a_zero_start_sees_half_of_the_gradient_pass(result):
    assert result["skip_zero_ratio"] == pytest.approx(np.sqrt(0.5), abs=0.1)


def test_the_probe_is_the_gradient_of_the_difference_of_the_logits():
    rng = np.random.default_rng(0)
    net = stack(True, 1.0, 6, 8, rng)
    points = rng.normal(size=(2, 2)).astype(np.float32)
    first, activation, *blocks, last = net.layers

    def score(a):
        for layer in blocks:
            a = layer.forward(a)
        logits = last.forward(a)
        return logits[:, 1] - logits[:, 0]

    moves = 1e-6 * np.eye(8)
    entering = activation.forward(first.forward(points)).astype(np.float64)
    bottoms = [(score(a + moves) - score(a - moves)) / 2e-6 for a in entering]
    top = last.params["weight"][1] - last.params["weight"][0]
    ratio, _, agreement = probe(net, points)
    assert ratio == pytest.approx(np.linalg.norm(bottoms) / np.linalg.norm([top, top]), rel=1e-4)
    assert agreement == pytest.approx(cosine(np.array(bottoms)), abs=1e-4)


@pytest.mark.parametrize(
    "rows, expected",
    [([[1, 0], [2, 0]], 1), ([[1, 0], [0, 3]], 0), ([[1, 0], [-1, 0]], -1), ([[0, 0], [1, 0]], 0)],
)
def test_cosine_of_pairs(rows, expected):
    assert cosine(np.array(rows, dtype=float)) == pytest.approx(expected)
