"""What tying gains and loses: students learn from teachers whose filters do the same work everywhere, or not.

Two students have the same units and wires; only the copies are tied or not. The third shares, too, with as
many weights as the first, and the fourth has full matrices with as few weights as the second. All runs of a
student are trained at once, in stacked matrix products.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlnotes.experiments._scanner import WINDOW, convolutions, output_size, scanner, sharing, unroll
from dlnotes.nn import Linear

TEACHERS = ("shared", "local")  # a filter has the same weights at every place; weights of its own at each
# The filters of a network whose units read near inputs only, or the units of a dense one.
STUDENTS = {
    "untied": (1, 4, 3, 2),  # every copy is a weight of its own
    "shared": (1, 4, 3, 2),
    "wide": (1, 6, 5, 2),  # shared, with as many weights as `untied`
    "small": (8, 3, 4, 2),  # dense, with as many weights as `shared`
}
LOOKS = (4, 2, 1)  # errors are taken after a quarter, a half and all of the steps


@dataclass(frozen=True)
class Config:
    seeds: tuple = tuple(range(400, 420))
    rates: tuple = (0.01, 0.03, 0.08)
    starts: int = 2
    windows: int = 128  # to learn from
    unseen: int = 1000  # to be judged by
    steps: int = 400


def cases(config):
    return list(product(TEACHERS, STUDENTS))


def run_case(config, case):
    """Errors by seed and look, on unseen windows: of several runs the one that fits its own windows best.

    Narrow networks get stuck, and one run would say more about its start than about sharing.
    """
    runs = list(product(config.seeds, config.rates, range(config.starts)))
    fit, error = train(config, case, runs)
    tries = len(config.rates) * config.starts
    fit, error = (errors.reshape(-1, tries, len(LOOKS)) for errors in (fit, error))
    return np.take_along_axis(error, fit.argmin(axis=1)[:, None], axis=1)[:, 0]


def collect(config, outcomes):
    error = np.array(outcomes).reshape(len(TEACHERS), len(STUDENTS), len(config.seeds), len(LOOKS))
    result = {
        "error": error,
        "windows": config.windows,
        "unseen": config.unseen,
        "seeds": len(config.seeds),
        "steps": config.steps,
        "tries": len(config.rates) * config.starts,
    }
    result |= {f"{student}_weights": weights(student) for student in STUDENTS}
    for (i, teacher), (j, student) in product(enumerate(TEACHERS), enumerate(STUDENTS)):
        result[f"{teacher}_teacher_{student}"] = np.exp(np.log(error[i, j, :, -1]).mean())
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])


def train(config, case, runs):
    """Errors on the windows learnt from and on unseen ones, (runs, looks) each, of networks that learn side
    by side. A run is a seed, a rate and a start; Adam's rate falls to zero on a straight line."""
    teacher, student = case
    lessons = {seed: lesson(teacher, config, seed) for seed, _, _ in runs}
    x, target = (np.stack(part) for part in zip(*(lessons[seed] for seed, _, _ in runs)))
    net = Stacked(student, [(seed, start) for seed, _, start in runs])
    rates = np.array([rate for _, rate, _ in runs], np.float32)[:, None]
    learnt, unseen = np.s_[:, : config.windows], np.s_[:, config.windows :]
    first = [np.zeros_like(value) for value in net.params]
    second = [np.zeros_like(value) for value in net.params]
    looks, errors = [config.steps // part for part in LOOKS], []
    for step in range(1, config.steps + 1):
        rate = rates * np.float32(1 - (step - 1) / config.steps)
        grads = net.gradients(x[learnt], target[learnt])
        for value, grad, mean, square in zip(net.params, grads, first, second):
            mean += np.float32(0.1) * (grad - mean)
            square += np.float32(0.001) * (grad**2 - square)
            unbiased = mean / np.float32(1 - 0.9**step), square / np.float32(1 - 0.999**step)
            value -= rate * unbiased[0] / (np.sqrt(unbiased[1]) + np.float32(1e-8))
        if step in looks:
            errors.append([_error(net, x[part], target[part]) for part in (learnt, unseen)])
    return np.array(errors).transpose(1, 2, 0)


def _error(net, x, target):
    """For each network its mean square error as a share of the targets' mean square."""
    return np.square(net.forward(x)[-1] - target).mean(axis=(1, 2)) / np.square(target).mean(axis=(1, 2))


class Stacked:
    """Networks of one kind with ReLUs between their layers, a network for each (seed, start).

    Each layer has its weights once, (networks, weights), and a table that spreads them over its matrix: so
    copies that are tied are one weight, and receive the sum of their gradients.
    """

    def __init__(self, student, starts):
        self.layers, self.params = [], []
        for layer, (numbers, owners) in enumerate(patterns(student)):
            bound = (numbers > 0).sum(axis=1).max() ** -0.5
            for part, kind in enumerate((numbers.ravel(), owners)):
                table = np.eye(kind.max() + 1, dtype=np.float32)[kind][:, 1:]
                drawn = [
                    np.random.default_rng([seed, 1 + start, layer, part]).uniform(-bound, bound, len(table.T))
                    for seed, start in starts
                ]
                self.params.append(np.array(drawn, np.float32))
                self.layers.append(table)
        self.shapes = [numbers.shape for numbers, _ in patterns(student)]

    def matrices(self):
        """[(weights (networks, below, above), biases (networks, 1, above)), …]."""
        spread = [value @ table.T for value, table in zip(self.params, self.layers)]
        pairs = zip(spread[::2], spread[1::2], self.shapes)
        return [
            (weight.reshape(-1, *shape).transpose(0, 2, 1), bias[:, None]) for weight, bias, shape in pairs
        ]

    def forward(self, x):
        """What every row says of x, (networks, N, 8), from the inputs up to the answers."""
        rows = [x]
        for weight, bias in self.matrices():
            if len(rows) > 1:
                rows[-1] = np.maximum(rows[-1], 0)
            rows.append(rows[-1] @ weight + bias)
        return rows

    def gradients(self, x, target):
        """Those of the mean square error, in the order of `params`."""
        rows, grads = self.forward(x), []
        dout = (rows[-1] - target) * np.float32(2 / target[0].size)
        for layer, (weight, _) in reversed(list(enumerate(self.matrices()))):
            dweight = dout.transpose(0, 2, 1) @ rows[layer]
            grads += [dout.sum(axis=1), dweight.reshape(len(dweight), -1)]
            dout = (dout @ weight.transpose(0, 2, 1)) * (rows[layer] > 0)
        return [grad @ table for grad, table in zip(reversed(grads), self.layers)]


def patterns(student):
    """For each layer which weight sits on which wire, (above, below), and each unit’s bias; from 1."""
    sizes = STUDENTS[student]
    if student == "small":
        return [(own(np.ones((b, a))), own(np.ones(b))) for a, b in zip(sizes, sizes[1:])]
    found, places = [], WINDOW
    for conv in convolutions(scanner(np.random.default_rng(0), sizes)):
        numbers, places = sharing(conv, places), output_size(conv, places)
        biases = np.tile(np.arange(1, conv.out_channels + 1), places)
        found.append((own(numbers), own(biases)) if student == "untied" else (numbers, biases))
    return found


def own(wires):
    """A number for each wire that is not 0: a weight of its own."""
    return np.cumsum(wires != 0).reshape(wires.shape) * (wires != 0)


def weights(student):
    """How many there are, without biases."""
    return sum(int(numbers.max()) for numbers, _ in patterns(student))


def lesson(teacher, config, seed):
    """Windows, and what a random network of the given kind says to them, with mean 0 and variance 1."""
    rng = np.random.default_rng([seed, 0])
    stack = scanner(rng)
    for name in stack.params:
        stack.params[name] = 2 * stack.params[name]  # with the default's weights the answers hardly bend
    net = unroll(stack, WINDOW)
    if teacher == "local":
        _untie(net, rng)
    x = rng.normal(size=(config.windows + config.unseen, WINDOW))
    target = net.forward(x)
    target = (target - target.mean(axis=0)) / target.std(axis=0)
    return x.astype(np.float32), target.astype(np.float32)


def _untie(mlp, rng):
    """Give every wire a weight of its own, as large as the copies were."""
    for layer in mlp.layers:
        if isinstance(layer, Linear):
            weight = layer.params["weight"]
            layer.params["weight"] = (weight != 0) * rng.uniform(-1, 1, weight.shape) * np.abs(weight).max()
