"""Training loss against depth on a spiral, for stacks that differ in the shortcut alone.

After training, one block of each stack is cut out.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import accuracy, network
from dlnotes.experiments._spiral import rates, spiral, train
from dlnotes.nn import Sequential, cross_entropy


@dataclass(frozen=True)
class Config:
    depths: tuple = (4, 10, 20, 40)  # layers of weights in all
    width: int = 32
    examples: int = 1000
    turns: float = 1.75
    noise: float = 0.03
    steps: int = 400
    warm_up: int = 50
    batch: int = 64
    lr: float = 0.03
    momentum: float = 0.9
    seeds: tuple = (1, 2, 3, 4, 5)


def without_one(net, points, labels):
    """Mean accuracy after one block has been cut out and its ends joined, over all choices of the block."""
    blocks = [layer for layer in net.layers[1:-1] if isinstance(layer, Sequential)]
    cut = [Sequential(*[layer for layer in net.layers if layer is not block]) for block in blocks]
    return float(np.mean([accuracy(short, points, labels) for short in cut]))


def cases(config):
    kinds = [(depth, shortcut) for depth in config.depths for shortcut in (False, True)]
    return [(shortcut, depth, seed) for depth, shortcut in kinds for seed in config.seeds]


def run_case(config, case):
    """(training loss, accuracy, accuracy without one block) at the end.

    A seed has the same data and weights for both kinds. The net is then in evaluation, so that a loss is one
    number and not one per batch.
    """
    shortcut, depth, seed = case
    rng = np.random.default_rng([seed, depth])
    points, labels = spiral(config.examples, config.turns, config.noise, rng)
    net = network(2, config.width, 2, depth, rng, shortcut)
    schedule = rates(config.steps, config.warm_up, config.lr)
    train(net, points, labels, schedule, config.momentum, config.batch, rng)
    loss = float(cross_entropy(net.eval().forward(points), labels))
    return loss, accuracy(net, points, labels), without_one(net, points, labels)


def collect(config, outcomes):
    """Arrays (depths, seeds) for each kind, and the medians under names that the prose can quote."""
    shape = (len(config.depths), 2, len(config.seeds))
    loss, hits, cut = (np.array(values).reshape(shape) for values in zip(*outcomes, strict=True))
    result = {"depths": np.array(config.depths), "seeds": len(config.seeds)}
    for kind, name in enumerate(("plain", "residual")):
        result |= {f"{name}_loss": loss[:, kind], f"{name}_accuracy": hits[:, kind]}
        for i, depth in enumerate(config.depths):
            result[f"{name}_loss_{depth}"] = np.median(loss[i, kind])
            result[f"{name}_accuracy_{depth}"] = 100 * np.median(hits[i, kind])
            result[f"{name}_cut_{depth}"] = 100 * np.median(cut[i, kind])
            result[f"{name}_cut_lowest_{depth}"] = 100 * cut[i, kind].min()
            result[f"{name}_cut_highest_{depth}"] = 100 * cut[i, kind].max()
        result[f"{name}_lowest_{config.depths[-1]}"] = loss[-1, kind].min()
        result[f"{name}_highest_{config.depths[-1]}"] = loss[-1, kind].max()
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
