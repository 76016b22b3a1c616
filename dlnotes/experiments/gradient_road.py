"""The shortcut's halves taken apart: the sum forward stays, the gradient's way around may be cut."""

from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import accuracy, network
from dlnotes.experiments._flipped import flip, hyperplane, train
from dlnotes.nn import Residual, Sequential

ARMS = ("plain", "cut", "open")


@dataclass(frozen=True)
class Config:
    """Data, labels, net and training are those of `flipped_labels` on its linear task at the larger depth."""

    depth: int = 20
    width: int = 32
    features: int = 20
    examples: int = 200
    tests: int = 2000
    flipped: float = 0.2
    steps: int = 200
    lr: float = 0.003
    seeds: tuple = (1, 2, 3, 4, 5, 6)


class NoRoad(Residual):
    """x + F(x) forward, like any residual layer; backward the gradient goes through F alone."""

    def backward(self, dout):
        return self.body.backward(dout)


def build(arm, config, rng):
    """A net of `flipped_labels`; "cut" has the weights of "open", and so its outputs before training."""
    net = network(config.features, config.width, 2, config.depth, rng, shortcut=arm != "plain")
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
    """(share of wrong labels learnt, accuracy on unseen points, the blocks' departure before and after)."""
    arm, seed = case
    rng = np.random.default_rng([seed, config.depth, 0])  # 0: the linear task of `flipped_labels`
    teacher = rng.normal(size=config.features).astype(np.float32)
    points, right = hyperplane(config.examples, teacher, rng)
    unseen, truth = hyperplane(config.tests, teacher, rng)
    labels, wrong = flip(right, config.flipped, rng)
    net = build(arm, config, rng)
    before = departure(deepcopy(net), points)  # a look would leave its mark on the batch norms' running means
    train(net, points, labels, config.steps, config.lr)
    learnt = (net.forward(points).argmax(axis=1) == labels)[wrong].mean()
    return learnt, accuracy(net, unseen, truth), before, departure(net, points)


def collect(config, outcomes):
    """Arrays (seeds,) for each arm, shares in percent, and their medians."""
    values = np.array(outcomes).reshape(len(ARMS), len(config.seeds), 4)
    result = {"seeds": len(config.seeds), "depth": config.depth}
    for arm, (learnt, test, before, after) in zip(ARMS, np.moveaxis(values, -1, 1), strict=True):
        measures = {"learnt": 100 * learnt, "test": 100 * test, "before": before, "after": after}
        result |= {f"{arm}_{name}s": value for name, value in measures.items()}
        result |= {f"{arm}_{name}": np.median(value) for name, value in measures.items()}
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
