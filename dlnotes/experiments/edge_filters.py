"""One network, two questions: asked to count jumps it grows edge filters, for brightness it need not."""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import Activation, Adam, Conv1d, l2, l2_grad, relu, relu_grad

QUESTIONS = ("jumps", "brightness")
SCALE = 8.0  # of the sum over a row, so that answers of a few units need weights of about one


@dataclass(frozen=True)
class Config:
    length: int = 64
    most_jumps: int = 6
    noise: float = 0.1
    filters: int = 8
    kernel: int = 5
    batch: int = 64
    steps: int = 1500
    lr: float = 0.05
    examples: int = 1000
    tests: int = 500
    seeds: tuple = (11, 12, 13, 14, 15)  # lr and steps were chosen on seeds 1 to 5


def scanlines(count, config, rng):
    """Rows of an imaginary picture (count, 1, length), and how many jumps each row has.

    Each row starts at a random brightness and goes up or down by 1 at every jump; jumps are
    at least 6 pixels apart.
    """
    slots = np.arange(5, config.length - 5, 6)
    jumps = rng.integers(0, config.most_jumps + 1, count)
    rows = np.zeros((count, config.length))
    for row, number in zip(rows, jumps, strict=True):
        for place in rng.choice(slots, number, replace=False) + rng.integers(0, 2):
            row[place:] += rng.choice([-1.0, 1.0])
    rows += rng.uniform(-1, 1, (count, 1)) + config.noise * rng.normal(size=rows.shape)
    return rows[:, None].astype(np.float32), jumps.astype(np.float32)


class Detector:
    """Conv1d → ReLU → sum over the row → a weight per filter, plus a bias: it says what occurs, not where."""

    def __init__(self, config, rng):
        self.conv = Conv1d(1, config.filters, config.kernel, rng=rng)
        self.activation = Activation(relu, relu_grad)
        out, shift = np.ones(config.filters, np.float32), np.zeros(1, np.float32)
        out[config.filters // 2 :] *= -1
        self.params = self.conv.params | {"out": out, "shift": shift}

    def forward(self, x):
        self.hidden = self.activation.forward(self.conv.forward(x))
        return self.hidden.sum(axis=2) / SCALE @ self.params["out"] + self.params["shift"]

    def backward(self, dout):
        dpooled = dout[:, None] * self.params["out"] / SCALE
        dhidden = np.repeat(dpooled[:, :, None], self.hidden.shape[2], axis=2)
        self.conv.backward(self.activation.backward(dhidden.astype(np.float32)))
        out, shift = dout @ self.hidden.sum(axis=2) / SCALE, dout.sum(keepdims=True)
        return self.conv.grads | {"out": out, "shift": shift}


def answers(question, rows, jumps):
    return jumps if question == "jumps" else rows[:, 0].mean(axis=1) * 3


def flatness(weight):
    """|sum of the weights| / sum of |weights| of each filter.

    0 for one that no constant brightness can excite, 1 for an average.
    """
    return np.abs(weight.sum(axis=-1)) / np.abs(weight).sum(axis=-1)


def cases(config):
    return [(question, seed) for question in QUESTIONS for seed in config.seeds]


def run_case(config, case):
    """(filters before, filters after, out weights, mean squared error, that of the mean answer)."""
    question, seed = case
    rng = np.random.default_rng(seed)
    net = Detector(config, rng)
    before = net.params["weight"][:, 0].copy()
    optimiser = Adam(net.params, config.lr)
    data, labels = scanlines(config.examples, config, rng)
    for step in range(config.steps):
        optimiser.lr = config.lr * max(0.5 * (1 + np.cos(np.pi * step / config.steps)), 1e-3)
        chosen = rng.integers(0, config.examples, config.batch)
        rows, wanted = data[chosen], answers(question, data[chosen], labels[chosen])
        optimiser.step(net.backward(l2_grad(net.forward(rows), wanted)))
    rows, jumps = scanlines(config.tests, config, rng)
    wanted = answers(question, rows, jumps)
    error = 2 * l2(net.forward(rows), wanted)
    return before, net.params["weight"][:, 0], net.params["out"], float(error), float(wanted.var())


def collect(config, outcomes):
    before, after, out, error, spread = (np.array(values) for values in zip(*outcomes, strict=True))
    shape = (len(QUESTIONS), len(config.seeds))
    # A filter whose output is not used may look like anything, so each counts by its use.
    use = np.abs(out) * np.linalg.norm(after, axis=-1)
    flat = (flatness(after) * use).sum(axis=-1) / use.sum(axis=-1)
    example, jumps = scanlines(20, config, np.random.default_rng(0))
    result = {
        "before": before,
        "after": after,
        "out": out,
        "error": error,
        "spread": spread,
        "use": use,
        "example": example[jumps.argmax(), 0],
        "example_jumps": int(jumps.max()),
        "kernel": config.kernel,
        "filters": config.filters,
        "start_flatness": np.median(flatness(before)),
        "seeds": len(config.seeds),
    }
    flat, unexplained = flat.reshape(shape), (error / spread).reshape(shape)
    for i, question in enumerate(QUESTIONS):
        result[f"{question}_flatness"] = np.median(flat[i])
        result[f"{question}_flatness_lowest"] = flat[i].min()
        result[f"{question}_flatness_highest"] = flat[i].max()
        result[f"{question}_unexplained"] = 100 * np.median(unexplained[i])
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
