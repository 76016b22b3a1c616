"""What sharing costs: four students learn from a teacher for whom place matters, or does not.

Two students have 236 weights, one dense and one shared, and two have 44. All seeds of a student are trained
at once, in stacked matrix products. Each student's learning rate is the best of a few on seeds of their own.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlnotes.experiments._scanner import WINDOW, convolutions, output_size, scanner, sharing, unroll
from dlnotes.nn import Linear

TEACHERS = ("shared", "local")  # place does not matter; every place has weights of its own
# The filters of a network that shares, or the units of a dense one.
STUDENTS = {
    "dense": (8, 16, 6, 2),
    "shared": (1, 4, 3, 2),
    "small": (8, 3, 4, 2),  # dense, with as many weights as `shared`
    "wide": (1, 8, 11, 2),  # shared, with as many weights as `dense`
}
SHARES = ("shared", "wide")
LOOKS = (4, 2, 1)  # errors are taken after a quarter, a half and all of the steps


@dataclass(frozen=True)
class Config:
    tuning_seeds: tuple = (100, 101)
    seeds: tuple = tuple(range(300, 316))
    rates: tuple = (0.005, 0.02, 0.05)
    windows: int = 512  # to learn from
    unseen: int = 1000  # to be judged by
    steps: int = 500


def cases(config):
    return list(product(TEACHERS, STUDENTS))


def run_case(config, case):
    """(errors by seed and look, the rate): errors on unseen windows, as a share of the targets' variance."""
    tried = [(rate, seed) for rate in config.rates for seed in config.tuning_seeds]
    ends = train(config, case, *zip(*tried))[:, -1].reshape(len(config.rates), -1)
    rate = config.rates[np.median(ends, axis=1).argmin()]
    return train(config, case, [rate] * len(config.seeds), config.seeds), rate


def collect(config, outcomes):
    errors, rates = zip(*outcomes)
    shape = len(TEACHERS), len(STUDENTS)
    error = np.array(errors).reshape(*shape, len(config.seeds), len(LOOKS))
    result = {
        "error": error,
        "rates": np.array(rates).reshape(shape),
        "windows": config.windows,
        "unseen": config.unseen,
        "seeds": len(config.seeds),
        "steps": config.steps,
        "tuning_seeds": len(config.tuning_seeds),
    }
    result |= {f"{student}_weights": weights(student) for student in STUDENTS}
    for (i, teacher), (j, student) in product(enumerate(TEACHERS), enumerate(STUDENTS)):
        result[f"{teacher}_teacher_{student}"] = np.median(error[i, j, :, -1])
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])


def train(config, case, rates, seeds):
    """Errors (seeds, looks) of networks that learn side by side, each with its own seed and rate: Adam, with
    a rate that falls to zero on a straight line."""
    teacher, student = case
    x, target = (np.stack(part) for part in zip(*(lesson(teacher, config, seed) for seed in seeds)))
    net, rates = Stacked(student, seeds), np.array(rates, np.float32)[:, None]
    first = [np.zeros_like(value) for value in net.params]
    second = [np.zeros_like(value) for value in net.params]
    looks, errors = [config.steps // part for part in LOOKS], []
    for step in range(1, config.steps + 1):
        rate = rates * np.float32(1 - (step - 1) / config.steps)
        grads = net.gradients(x[:, : config.windows], target[:, : config.windows])
        for value, grad, mean, square in zip(net.params, grads, first, second):
            mean += np.float32(0.1) * (grad - mean)
            square += np.float32(0.001) * (grad**2 - square)
            unbiased = mean / np.float32(1 - 0.9**step), square / np.float32(1 - 0.999**step)
            value -= rate * unbiased[0] / (np.sqrt(unbiased[1]) + np.float32(1e-8))
        if step in looks:
            wanted = target[:, config.windows :]
            off = net.forward(x[:, config.windows :])[-1] - wanted
            errors.append(np.square(off).mean(axis=(1, 2)) / np.square(wanted).mean(axis=(1, 2)))
    return np.array(errors).T


class Stacked:
    """Networks of one kind with ReLUs between their layers, a network for each seed.

    Each layer has its weights once, (networks, weights), and a table that spreads them over its matrix: so
    copies that are tied are one weight, and receive the sum of their gradients.
    """

    def __init__(self, student, seeds):
        self.layers, self.params = [], []
        for layer, (numbers, owners) in enumerate(patterns(student)):
            bound = (numbers > 0).sum(axis=1).max() ** -0.5
            for part, kind in enumerate((numbers.ravel(), owners)):
                table = np.eye(kind.max() + 1, dtype=np.float32)[kind][:, 1:]
                drawn = [
                    np.random.default_rng([seed, 1, layer, part]).uniform(-bound, bound, table.shape[1])
                    for seed in seeds
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
    if student not in SHARES:
        matrices = [np.arange(1, a * b + 1).reshape(b, a) for a, b in zip(sizes, sizes[1:])]
        return [(matrix, np.arange(1, len(matrix) + 1)) for matrix in matrices]
    found, places = [], WINDOW
    for conv in convolutions(scanner(np.random.default_rng(0), sizes)):
        numbers, places = sharing(conv, places), output_size(conv, places)
        found.append((numbers, np.tile(np.arange(1, conv.out_channels + 1), places)))
    return found


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
