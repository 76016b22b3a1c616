"""What the bet on sharing wins and loses: three kinds of student, of a teacher that shares or does not."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlnotes.experiments._scanner import WINDOW, flat, scanner, unroll
from dlnotes.nn import Adam, Linear, l2, l2_grad

TEACHERS = ("shared", "local")
STUDENTS = ("dense", "local", "shared")


@dataclass(frozen=True)
class Config:
    seeds: tuple = (0, 1, 2, 3, 4, 5, 6)
    windows: int = 512  # to learn from
    unseen: int = 2000  # to be judged by
    steps: int = 500
    learning_rate: float = 0.02


def cases(config):
    return list(product(TEACHERS, STUDENTS, config.seeds))


def run_case(config, case):
    """The student's error on windows it has not seen, as a share of the targets' variance."""
    (teacher, student, seed), count = case, config.windows
    x, target = lesson(teacher, count + config.unseen, seed)
    rng = np.random.default_rng([seed, 1])
    forward, backward, net, wires = pupil(student, rng)
    optimiser = Adam(net.params, config.learning_rate)
    for step in range(config.steps):
        # A constant rate would end on its own noise.
        optimiser.lr = config.learning_rate * (1 - step / config.steps)
        backward(l2_grad(forward(x[:count]), target[:count]))
        optimiser.step({name: grad * wires.get(name, 1) for name, grad in net.grads.items()})
    return float(l2(forward(x[count:]), target[count:]) / l2(0 * target[count:], target[count:]))


def collect(config, outcomes):
    error = np.array(outcomes).reshape(len(TEACHERS), len(STUDENTS), len(config.seeds))
    result = {
        "error": error,
        "windows": config.windows,
        "unseen": config.unseen,
        "seeds": len(config.seeds),
        "steps": config.steps,
    }
    for (i, teacher), (j, student) in product(enumerate(TEACHERS), enumerate(STUDENTS)):
        name, errors = f"{teacher}_teacher_{student}", error[i, j]
        result |= {name: np.median(errors), f"{name}_best": errors.min(), f"{name}_worst": errors.max()}
    return result | {"lost": np.count_nonzero(error[1].argmax(axis=0) == STUDENTS.index("shared"))}


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])


def lesson(teacher, count, seed):
    """Windows, and what a random network of the given kind says to them, with mean 0 and variance 1."""
    rng = np.random.default_rng([seed, 0])
    net = unroll(widen(scanner(rng)), WINDOW)
    if teacher == "local":
        own_weights(net, rng)
    x = rng.normal(size=(count, WINDOW))
    target = net.forward(x)
    return x, (target - target.mean(axis=0)) / target.std(axis=0)


def widen(stack):
    """Weights twice the default's size: the default's answers hardly bend."""
    for name in stack.params:
        stack.params[name] = 2 * stack.params[name]
    return stack


def own_weights(mlp, rng):
    """Give every wire a weight of its own, as large as the copies were; returns which weights are wires."""
    wires = {}
    for i, layer in enumerate(mlp.layers):
        if isinstance(layer, Linear):
            weight = layer.params["weight"]
            wires[f"{i}.weight"] = weight != 0
            layer.params["weight"] = (weight != 0) * rng.uniform(-1, 1, weight.shape) * np.abs(weight).max()
    return wires


def pupil(kind, rng):
    """(forward and backward on (N, 8) windows, the network, which of its weights may be other than zero)."""
    stack = scanner(rng)
    if kind == "shared":
        forward = lambda x: flat(stack.forward(x[:, None]))
        backward = lambda dout: stack.backward(dout[:, :, None])
        return forward, backward, stack, {}
    net = unroll(stack, WINDOW)
    wires = own_weights(net, rng)
    if kind == "dense":
        for layer in net.layers:
            if isinstance(layer, Linear):
                bound = layer.in_features**-0.5
                layer.params["weight"] = rng.uniform(-bound, bound, layer.params["weight"].shape)
        wires = {}
    return net.forward, net.backward, net, wires
