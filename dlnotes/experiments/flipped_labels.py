"""Do skip connections prevent overfitting, and is it the gradient's way that does? Nets that fit alike.

Each net trains until it has as many of its training labels right as the others, and then meets new data. One
training label in five is wrong, except in the task "right". Each arm has a learning rate of its own, chosen
on seeds that are not reported.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import accuracy, network
from dlnotes.experiments._flipped import flip, hyperplane, train
from dlnotes.experiments._spiral import spiral

# Arm → its skip connections: none, whole, for the signal alone, for the gradient alone.
# "again" is a second plain net, with other weights at the start; "…_same" has the learning rate of "signal".
ARMS = {
    "plain": False,
    "residual": True,
    "signal": "signal",
    "gradient": "gradient",
    "again": False,
    "plain_same": False,
    "residual_same": True,
    "gradient_same": "gradient",
}

# (task, layers of weights in all, seeds, (arm, learning rate) of each arm). Of 0.01 to 0.16 (hyperplane, 20
# layers), 0.01 to 0.64 (right), 0.0001 to 0.01 (spiral) and 0.0003 to 0.1 (4 layers) the rate with the best
# mean accuracy on new data, seeds 21 to 26, among those at which all six fit. At the ends of each range nets
# did worse or did not fit.
SETTINGS = (
    ("hyperplane", 4, tuple(range(41, 49)), (("plain", 0.01), ("residual", 0.01))),
    (
        "hyperplane",
        20,
        tuple(range(71, 83)),
        (
            *(("plain", 0.04), ("residual", 0.08), ("signal", 0.03), ("gradient", 0.08), ("again", 0.04)),
            *(("plain_same", 0.03), ("residual_same", 0.03), ("gradient_same", 0.03)),
        ),
    ),
    ("right", 20, tuple(range(41, 49)), (("plain", 0.08), ("residual", 0.16))),
    ("spiral", 20, tuple(range(41, 49)), (("plain", 0.001), ("residual", 0.0003))),
)


@dataclass(frozen=True)
class Config:
    settings: tuple = SETTINGS
    width: int = 32
    features: int = 20  # of the hyperplane
    examples: int = 200
    tests: int = 2000
    flipped: float = 0.2
    fitted: float = 0.98  # share of training labels at which training ends
    every: int = 10  # steps between two looks at it
    steps: int = 800  # after which it ends anyway


def draw_task(task, examples, rng, teacher):
    """Points and *right* labels: the side of a hyperplane, or the arm of a spiral of one turn."""
    return spiral(examples, 1.0, 0.03, rng) if task == "spiral" else hyperplane(examples, teacher, rng)


def bend(net, points):
    """How much of a net's answers no linear function of the points explains, in percent of their variance."""
    logits = net.forward(points).astype(float)
    margin, inputs = logits[:, 1] - logits[:, 0], np.column_stack([points, np.ones(len(points))])
    coefficients, *_ = np.linalg.lstsq(inputs, margin, rcond=None)
    return 100 * np.mean((margin - inputs @ coefficients) ** 2) / margin.var()


def cases(config):
    arms = [(task, depth, *arm, seeds) for task, depth, seeds, rates in config.settings for arm in rates]
    return [(*arm, seed) for *arm, seeds in arms for seed in seeds]


def run_case(config, case):
    """Right on the training labels and on new data, and bend on new data, in percent; steps taken."""
    task, depth, arm, lr, seed = case
    rng = np.random.default_rng([seed, depth, task == "spiral"])
    teacher = rng.normal(size=config.features).astype(np.float32)
    points, right = draw_task(task, config.examples, rng, teacher)
    new, truth = draw_task(task, config.tests, rng, teacher)
    labels, _ = flip(right, 0 if task == "right" else config.flipped, rng)
    start = rng.spawn(1)[0] if arm == "again" else rng
    net = network(points.shape[1], config.width, 2, depth, start, ARMS[arm])

    def fits(step, net):
        if step % config.every:
            return False
        share = accuracy(net.eval(), points, labels)
        net.train()
        return share >= config.fitted

    net, steps = train(net, points, labels, config.steps, lr, fits)
    return 100 * accuracy(net, points, labels), 100 * accuracy(net, new, truth), bend(net, new), steps


def collect(config, outcomes):
    """For each arm of a setting its `…_train`, `…_new`, `…_bend` and `…_steps`, by seed."""
    outcomes, result = iter(outcomes), {}
    for task, depth, seeds, rates in config.settings:
        for arm, result[f"{task}_{depth}_{arm}_rate"] in rates:
            values = np.array([next(outcomes) for _ in seeds]).T
            parts = zip(("train", "new", "bend", "steps"), values, strict=True)
            result |= {f"{task}_{depth}_{arm}_{what}": found for what, found in parts}
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
