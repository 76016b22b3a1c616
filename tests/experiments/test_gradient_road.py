"""The road cut: the same net forward, the branch's gradient alone backward."""

from dataclasses import asdict

import numpy as np

from dlnotes.experiments import flipped_labels, gradient_road
from dlnotes.experiments.gradient_road import Config, NoRoad, build, departure, run_case
from dlnotes.nn import Linear, Residual, Sequential

SMALL = Config(depth=8, steps=10, tests=50, seeds=(1,))


def test_cutting_the_road_changes_no_output():
    x = np.random.default_rng(0).normal(size=(5, 20)).astype(np.float32)
    cut, whole = (build(arm, SMALL, np.random.default_rng(1)) for arm in ("cut", "open"))
    np.testing.assert_array_equal(cut.forward(x), whole.forward(x))


def test_the_two_gradients_differ_by_the_identity():
    body = Linear(3, 3, rng=np.random.default_rng(0), dtype=np.float64)
    x, dout = np.random.default_rng(1).normal(size=(2, 4, 3))
    grads = []
    for layer in (Residual(body), NoRoad(body)):
        layer.forward(x)
        grads.append(layer.backward(dout))
    np.testing.assert_allclose(grads[0] - grads[1], dout)


def test_the_open_arm_is_that_of_flipped_labels():
    theirs = flipped_labels.Config(depths=(8,), steps=10, tests=50)
    learnt, _, unseen = flipped_labels.run_case(theirs, ("linear", True, 8, 1))
    assert run_case(SMALL, ("open", 1))[:2] == (learnt, unseen)


def test_the_defaults_are_those_of_flipped_labels_at_its_larger_depth():
    ours, theirs = asdict(Config()), asdict(flipped_labels.Config())
    assert ours.pop("depth") == max(theirs.pop("depths"))
    assert ours == theirs


def test_a_wire_does_not_depart():
    net = build("open", SMALL, np.random.default_rng(0)).eval()
    for layer in net.layers[3:-1]:
        layer.layers[0].body.layers[-1].params["weight"][...] = 0  # γ of the last batch norm
    x = np.random.default_rng(1).normal(size=(5, 20)).astype(np.float32)
    assert departure(net, x) == 0
    assert departure(build("plain", SMALL, np.random.default_rng(0)), x) > 0.5


def test_every_block_of_the_cut_net_is_cut():
    layers = build("cut", SMALL, np.random.default_rng(0)).layers
    blocks = [layer for layer in layers if isinstance(layer, Sequential)]
    assert len(blocks) == 3 and all(isinstance(layer.layers[0], NoRoad) for layer in blocks)


def test_medians_of_arms_are_named():
    assert {"plain_test", "cut_after", "open_learnt"} <= set(gradient_road.run(SMALL))
