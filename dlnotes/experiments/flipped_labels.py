"""Does a shortcut prevent overfitting? Nets of equal depth learn labels of which one in five is wrong."""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import network
from dlnotes.experiments.degradation import spiral
from dlnotes.nn import Adam, cross_entropy_grad

TASKS = ("linear", "spiral")


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


def draw_task(task, config, examples, rng, teacher):
    """Points and *right* labels: the side of a hyperplane, or the arm of a spiral of one turn."""
    if task == "spiral":
        return spiral(examples, 1.0, 0.03, rng)
    points = rng.normal(size=(examples, config.features)).astype(np.float32)
    return points, (points @ teacher > 0).astype(int)


def cases(config):
    return [
        (task, shortcut, depth, seed)
        for task in TASKS
        for depth in config.depths
        for shortcut in (False, True)
        for seed in config.seeds
    ]


def run_case(config, case):
    """(share of wrong labels learnt, accuracy on the training labels, accuracy on clean unseen points)."""
    task, shortcut, depth, seed = case
    rng = np.random.default_rng([seed, depth, TASKS.index(task)])
    teacher = rng.normal(size=config.features).astype(np.float32)
    points, right = draw_task(task, config, config.examples, rng, teacher)
    unseen, truth = draw_task(task, config, config.tests, rng, teacher)
    wrong = rng.permutation(config.examples) < round(config.flipped * config.examples)
    labels = np.where(wrong, 1 - right, right)
    net = network(points.shape[1], config.width, 2, depth, rng, shortcut)
    optimiser = Adam(net.params, config.lr)
    for _ in range(config.steps):
        net.backward(cross_entropy_grad(net.forward(points), labels))
        optimiser.step(net.grads)
    hits = net.eval().forward(points).argmax(axis=1) == labels
    return hits[wrong].mean(), hits.mean(), np.mean(net.forward(unseen).argmax(axis=1) == truth)


def collect(config, outcomes):
    """Arrays (seeds,) for each task, depth and kind; medians and the paired difference for the prose, in percent."""
    shape = (len(TASKS), len(config.depths), 2, len(config.seeds), 3)
    values = 100 * np.array(outcomes).reshape(shape)
    result = {"depths": np.array(config.depths), "seeds": len(config.seeds), "examples": config.examples}
    result |= {"test": values[..., 2], "learnt": values[..., 0]}
    for i, task in enumerate(TASKS):
        for j, depth in enumerate(config.depths):
            for k, kind in enumerate(("plain", "residual")):
                learnt, train, test = values[i, j, k].T
                name = f"{task}_{kind}_{depth}"
                result |= {
                    f"{name}_learnt": np.median(learnt),
                    f"{name}_train": np.median(train),
                    f"{name}_test": np.median(test),
                }
                result |= {f"{name}_lowest": test.min(), f"{name}_highest": test.max()}
            gain = values[i, j, 1, :, 2] - values[i, j, 0, :, 2]
            result |= {
                f"{task}_gain_{depth}": np.median(gain),
                f"{task}_gains_{depth}": int((gain > 0).sum()),
            }
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
