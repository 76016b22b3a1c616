"""Does a shortcut prevent overfitting? Nets of equal depth learn labels of which one in five is wrong."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlnotes.experiments._blocks import accuracy, network
from dlnotes.experiments._flipped import flip, hyperplane, train
from dlnotes.experiments._spiral import spiral

TASKS = ("linear", "spiral")
KINDS = {"plain": False, "residual": True}  # with a shortcut?


@dataclass(frozen=True)
class Config:
    depths: tuple = (4, 20)  # layers of weights in all
    width: int = 32
    features: int = 20  # of the linear task
    examples: int = 200
    tests: int = 2000
    flipped: float = 0.2
    steps: int = 200
    lr: float = 0.003
    seeds: tuple = (1, 2, 3, 4, 5, 6)


def draw_task(task, examples, rng, teacher):
    """Points and *right* labels: the side of a hyperplane, or the arm of a spiral of one turn."""
    return spiral(examples, 1.0, 0.03, rng) if task == "spiral" else hyperplane(examples, teacher, rng)


def cases(config):
    settings = product(TASKS, config.depths, KINDS.values(), config.seeds)
    return [(task, shortcut, depth, seed) for task, depth, shortcut, seed in settings]


def run_case(config, case):
    """(share of wrong labels learnt, accuracy on the training labels, accuracy on clean unseen points)."""
    task, shortcut, depth, seed = case
    rng = np.random.default_rng([seed, depth, TASKS.index(task)])
    teacher = rng.normal(size=config.features).astype(np.float32)
    points, right = draw_task(task, config.examples, rng, teacher)
    unseen, truth = draw_task(task, config.tests, rng, teacher)
    labels, wrong = flip(right, config.flipped, rng)
    net = network(points.shape[1], config.width, 2, depth, rng, shortcut)
    train(net, points, labels, config.steps, config.lr)
    hits = net.forward(points).argmax(axis=1) == labels
    return hits[wrong].mean(), hits.mean(), accuracy(net, unseen, truth)


def collect(config, outcomes):
    """Arrays (seeds,) for each task, depth and kind; medians and paired differences, in percent."""
    shape = (len(TASKS), len(config.depths), len(KINDS), len(config.seeds), 3)
    values = 100 * np.array(outcomes).reshape(shape)
    result = {"depths": np.array(config.depths), "seeds": len(config.seeds), "examples": config.examples}
    result |= {"test": values[..., 2], "learnt": values[..., 0]}
    for i, task in enumerate(TASKS):
        for j, depth in enumerate(config.depths):
            for k, kind in enumerate(KINDS):
                result |= _medians(f"{task}_{kind}_{depth}", values[i, j, k])
            gain = values[i, j, 1, :, 2] - values[i, j, 0, :, 2]
            result[f"{task}_gain_{depth}"] = np.median(gain)
            result[f"{task}_gains_{depth}"] = int((gain > 0).sum())
    return result


def _medians(name, values):
    learnt, train, test = values.T
    return {
        f"{name}_learnt": np.median(learnt),
        f"{name}_train": np.median(train),
        f"{name}_test": np.median(test),
        f"{name}_lowest": test.min(),
        f"{name}_highest": test.max(),
    }


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
