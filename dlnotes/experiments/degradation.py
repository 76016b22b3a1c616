"""Training loss against depth on a spiral, for stacks that differ in the skip connection alone.

The deepest plain stack is also trained at other learning rates.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import accuracy, network
from dlnotes.experiments._spiral import rates, spiral, train
from dlnotes.nn import cross_entropy


@dataclass(frozen=True)
class Config:
    depths: tuple = (10, 20, 40)  # layers of weights in all
    width: int = 32
    examples: int = 1000
    turns: float = 1.75
    noise: float = 0.03
    steps: int = 400
    warm_up: int = 50
    batch: int = 64
    lr: float = 0.03
    other_rates: tuple = (0.003, 0.1, 0.3)  # for the deepest plain net
    momentum: float = 0.9
    seeds: tuple = (1, 2, 3)


def cases(config):
    """(skip connection?, depth, rate, seed): all depths at one rate, the deepest plain net at others too."""
    kinds = [(skip, depth, config.lr) for depth in config.depths for skip in (False, True)]
    kinds += [(False, config.depths[-1], lr) for lr in config.other_rates]
    return [(*kind, seed) for kind in kinds for seed in config.seeds]


def run_case(config, case):
    """(training loss, accuracy on the training points) at the end.

    A seed has the same data and weights for both kinds. The net is then in evaluation, so that a loss is one
    number and not one per batch.
    """
    skip, depth, lr, seed = case
    rng = np.random.default_rng([seed, depth])
    points, labels = spiral(config.examples, config.turns, config.noise, rng)
    net = network(2, config.width, 2, depth, rng, skip)
    train(net, points, labels, rates(config.steps, config.warm_up, lr), config.momentum, config.batch, rng)
    loss = float(cross_entropy(net.eval().forward(points), labels))
    return loss, accuracy(net, points, labels)


def collect(config, outcomes):
    """Arrays (depths, seeds) for each kind, and the medians under names that the prose can quote."""
    values = np.array(outcomes).reshape(-1, len(config.seeds), 2)
    at_one_rate = values[: 2 * len(config.depths)].reshape(len(config.depths), 2, len(config.seeds), 2)
    result = {"depths": np.array(config.depths), "seeds": len(config.seeds)}
    for kind, name in enumerate(("plain", "residual")):
        loss, hits = at_one_rate[:, kind, :, 0], at_one_rate[:, kind, :, 1]
        result |= {f"{name}_loss": loss, f"{name}_accuracy": hits}
        for i, depth in enumerate(config.depths):
            result[f"{name}_loss_{depth}"] = np.median(loss[i])
            result[f"{name}_accuracy_{depth}"] = 100 * np.median(hits[i])
    others = values[2 * len(config.depths) :, :, 0]
    deepest = np.concatenate([result["plain_loss"][-1:], others])
    all_rates = (config.lr, *config.other_rates)
    losses = np.median(deepest, axis=1)
    best = {"best_rate": all_rates[losses.argmin()], "best_rate_loss": losses.min()}
    return result | best | {"rates": len(all_rates), "slowest": min(all_rates), "fastest": max(all_rates)}


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
