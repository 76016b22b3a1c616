"""The shortcut's two halves taken apart: the sum on the way forward stays, the gradient's road around the branch is open or cut."""

from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from dlnotes.experiments import flipped_labels
from dlnotes.experiments._blocks import network
from dlnotes.nn import Adam, Residual, Sequential, cross_entropy_grad

ARMS = ("plain", "cut", "open")


@dataclass(frozen=True)
class Config:
    task: flipped_labels.Config = flipped_labels.Config(
        depths=(20,)
    )  # data, labels, width, steps and rate are that experiment's
    seeds: tuple = (1, 2, 3, 4, 5, 6)


class NoRoad(Residual):
    """x + F(x) forward, like any residual layer; backward the gradient goes through F alone."""

    def backward(self, dout):
        return self.body.backward(dout)


def build(arm, config, rng):
    """A net of `flipped_labels`; "cut" has the weights of "open", and so its outputs before training."""
    task = config.task
    net = network(task.features, task.width, 2, task.depths[0], rng, shortcut=arm != "plain")
    if arm != "cut":
        return net
    blocks = [Sequential(NoRoad(layer.layers[0].body), layer.layers[1]) for layer in net.layers[3:-1]]
    return Sequential(*net.layers[:3], *blocks, net.layers[-1])


def departure(net, points):
    """Mean over the blocks of ‖block(a) − a‖ / ‖a‖: 0 for a wire."""
    a, moved = points, []
    for layer in net.layers[:-1]:
        out = layer.forward(a)
        if isinstance(layer, Sequential):
            moved.append(np.linalg.norm(out - a) / np.linalg.norm(a))
        a = out
    return float(np.mean(moved))


def cases(config):
    return [(arm, seed) for arm in ARMS for seed in config.seeds]


def run_case(config, case):
    """(share of wrong labels learnt, accuracy on clean unseen points, the blocks' departure from the identity before and after)."""
    arm, seed = case
    task = config.task
    rng = np.random.default_rng([seed, task.depths[0], flipped_labels.TASKS.index("linear")])
    teacher = rng.normal(size=task.features).astype(np.float32)
    points, right = flipped_labels.draw_task("linear", task, task.examples, rng, teacher)
    unseen, truth = flipped_labels.draw_task("linear", task, task.tests, rng, teacher)
    wrong = rng.permutation(task.examples) < round(task.flipped * task.examples)
    labels = np.where(wrong, 1 - right, right)
    net = build(arm, config, rng)
    before = departure(deepcopy(net), points)  # a look would leave its mark on the batch norms' running means
    optimiser = Adam(net.params, task.lr)
    for _ in range(task.steps):
        net.backward(cross_entropy_grad(net.forward(points), labels))
        optimiser.step(net.grads)
    hits = net.eval().forward(points).argmax(axis=1) == labels
    return (
        hits[wrong].mean(),
        np.mean(net.forward(unseen).argmax(axis=1) == truth),
        before,
        departure(net, points),
    )


def collect(config, outcomes):
    """Arrays (seeds,) for each arm, shares in percent, and their medians."""
    values = np.array(outcomes).reshape(len(ARMS), len(config.seeds), 4)
    result = {"seeds": len(config.seeds), "depth": config.task.depths[0]}
    for arm, (learnt, test, before, after) in zip(ARMS, np.moveaxis(values, -1, 1), strict=True):
        measures = {"learnt": 100 * learnt, "test": 100 * test, "before": before, "after": after}
        result |= {f"{arm}_{name}s": value for name, value in measures.items()}
        result |= {f"{arm}_{name}": np.median(value) for name, value in measures.items()}
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
