"""One network, two questions: asked to count jumps it grows edge filters, for brightness it need not.

Its rivals: the same filters left as they were drawn, and dense networks, small and large.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import weights
from dlnotes.nn import Activation, Adam, Conv1d, Linear, Sequential, l2_grad, relu, relu_grad

QUESTIONS = ("jumps", "brightness")
ARMS = ("trained", "drawn", "dense", "wide")
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
    # (hidden units, learning rate) of the dense rivals; one unit has about as many weights as all filters.
    dense: tuple = (1, 0.1)
    wide: tuple = (64, 0.03)
    examples: int = 1000
    tests: int = 500
    seeds: tuple = (31, 32, 33, 34, 35, 36, 37, 38)  # rates were chosen on seeds 1 to 5


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


def lines(question, count, config, rng):
    rows, jumps = scanlines(count, config, rng)
    return rows, answers(question, rows, jumps)


class Dense:
    """Linear → ReLU → Linear on the whole line: every place has weights of its own."""

    def __init__(self, units, config, rng):
        first, last = Linear(config.length, units, rng=rng), weights(units, 1, rng, 1.0, np.float32)
        self.net = Sequential(first, Activation(relu, relu_grad), last)
        self.params = self.net.params

    def forward(self, x):
        return self.net.forward(x[:, 0])[:, 0]

    def backward(self, dout):
        self.net.backward(dout[:, None])
        return self.net.grads


def learn(net, seen, lr, config, rng):
    """Adam on random batches, its rate going down along half a cosine."""
    (rows, wanted), optimiser = seen, Adam(net.params, lr)
    for step in range(config.steps):
        optimiser.lr = lr * max(0.5 * (1 + np.cos(np.pi * step / config.steps)), 1e-3)
        chosen = rng.integers(0, len(rows), config.batch)
        optimiser.step(net.backward(l2_grad(net.forward(rows[chosen]), wanted[chosen])))
    return net.forward


def read_out(net, seen):
    """The filters left as they are; the weights behind them are those that fit best, by least squares."""

    def pooled(rows):
        net.forward(rows)
        return np.column_stack([net.hidden.sum(axis=2), np.ones(len(rows))]).astype(float)

    behind, *_ = np.linalg.lstsq(pooled(seen[0]), seen[1].astype(float), rcond=None)
    return lambda rows: pooled(rows) @ behind


def unexplained(forward, lines):
    """Mean squared error over the variance of the right answers, in percent."""
    rows, wanted = lines
    return 100 * float(np.mean((forward(rows) - wanted) ** 2) / wanted.var())


def cases(config):
    return [(question, seed) for question in QUESTIONS for seed in config.seeds]


def run_case(config, case):
    """(filters before, filters after, out weights, what each arm leaves unexplained of new lines)."""
    question, seed = case
    rng = np.random.default_rng(seed)
    net = Detector(config, rng)
    before = net.params["weight"][:, 0].copy()
    seen, new = (lines(question, count, config, rng) for count in (config.examples, config.tests))
    left = {"drawn": unexplained(read_out(net, seen), new)}
    left["trained"] = unexplained(learn(net, seen, config.lr, config, rng), new)
    for arm, (units, lr) in (("dense", config.dense), ("wide", config.wide)):
        left[arm] = unexplained(learn(Dense(units, config, rng), seen, lr, config, rng), new)
    return before, net.params["weight"][:, 0], net.params["out"], [left[arm] for arm in ARMS]


def collect(config, outcomes):
    """`before` and `after`, (cases, filters, kernel); `use`; `left_…` of each arm, (questions, seeds)."""
    before, after, out, left = (np.array(values) for values in zip(*outcomes, strict=True))
    left = left.reshape(len(QUESTIONS), len(config.seeds), len(ARMS))
    # A filter whose output is not used may look like anything, so each counts by its use.
    use = np.abs(out) * np.linalg.norm(after, axis=-1)
    drawn = np.linalg.norm(before, axis=-1)  # the weights behind the filters start at ±1
    flat = ((flatness(after) * use).sum(axis=-1) / use.sum(axis=-1)).reshape(left.shape[:2])
    example, jumps = scanlines(20, config, np.random.default_rng(0))
    result = {f"left_{arm}": left[..., i] for i, arm in enumerate(ARMS)}
    result |= {f"{arm}_weights": count(config, arm) for arm in ("trained", "dense", "wide")}
    result |= {f"{question}_flatness": np.median(flat[i]) for i, question in enumerate(QUESTIONS)}
    return result | {
        "before": before,
        "after": after,
        "use": use,
        "example": example[jumps.argmax(), 0],
        "example_jumps": int(jumps.max()),
        "kernel": config.kernel,
        "filters": config.filters,
        "start_flatness": np.median((flatness(before) * drawn).sum(axis=-1) / drawn.sum(axis=-1)),
        "seeds": len(config.seeds),
    }


def count(config, arm):
    """How many weights an arm has, biases too."""
    if arm == "trained":
        return config.filters * (config.kernel + 2) + 1
    units, _ = getattr(config, arm)
    return units * (config.length + 2) + 1


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
