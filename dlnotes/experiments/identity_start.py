"""How many steps a stack needs to learn to copy its input.

None, if its branches start at zero beside a skip connection; too many otherwise. And what weights near zero
do to a block, with batch normalisation in its branch and without.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import block
from dlnotes.nn import Adam, Sequential

# (skip connection, what multiplies the last matrix of each block at the start)
ARMS = {"plain": (False, 1.0), "zero": (True, 0.0), "small": (True, 0.02), "he": (True, 1.0)}


@dataclass(frozen=True)
class Config:
    blocks: tuple = (1, 5)
    width: int = 16
    batch: int = 64
    tests: int = 256
    steps: int = 400  # a run that has not arrived by then counts as "never"
    every: int = 10  # steps between two looks
    # Of 0.001 to 0.1 the rate with the smallest last error for five blocks of "he" and "plain" (seeds 11–13).
    lr: float = 0.01
    target: float = 1e-3  # mean squared error of a copy that counts as learnt; the input's mean square is 1
    decay: float = 0.05  # weight decay without any data, for as many steps as `decays`
    decays: int = 200
    shrink: float = 0.1  # what multiplies the weights of a block to see whether it comes nearer to a copy
    seeds: tuple = (1, 2, 3, 4, 5)


def stack(arm, blocks, config, rng):
    shortcut, last = ARMS[arm]
    return Sequential(*[block(config.width, rng, shortcut, last=last) for _ in range(blocks)])


def positive(rows, config, rng):
    """Inputs that a last ReLU lets through: |N(0, 1)|."""
    return np.abs(rng.normal(size=(rows, config.width)))


def distance(net, x):
    """‖f(x) − x‖ / ‖x‖: 0 for the identity, 1 for f = 0."""
    return np.linalg.norm(net.forward(x) - x) / np.linalg.norm(x)


def learn(net, config, rng):
    """(steps to the target or inf, mean squared error at the start, at the end)."""
    test = positive(config.tests, config, rng)
    optimiser, errors = Adam(net.params, config.lr), []
    for step in range(config.steps + 1):
        if step % config.every == 0:
            errors.append(np.mean((net.forward(test) - test) ** 2))
            if errors[-1] <= config.target:
                return step, errors[0], errors[-1]
        x = positive(config.batch, config, rng)
        net.backward((net.forward(x) - x) / len(x))
        optimiser.step(net.grads)
    return np.inf, errors[0], errors[-1]


def decayed(arm, config, rng):
    """‖f(x)‖ / ‖x‖ and the distance from the identity after weight decay alone: no data, no gradient."""
    net = stack(arm, config.blocks[-1], config, rng)
    for name in net.params:
        net.params[name][...] *= (1 - config.decay) ** config.decays
    x = positive(config.tests, config, rng)
    return np.linalg.norm(net.forward(x)) / np.linalg.norm(x), distance(net, x)


def departures(normalise, config, rng):
    """Distance of one block from the identity: as drawn, all weights shrunk, and batch norm's γ, too."""
    net = block(config.width, rng, shortcut=True, normalise=normalise)
    x, found = positive(config.tests, config, rng), []
    vectors = {name for name, value in net.params.items() if value.ndim == 1 and name.endswith("weight")}
    gamma = vectors if normalise else set()
    for chosen in (set(), set(net.params) - gamma, gamma):
        for name in chosen:
            net.params[name][...] *= config.shrink
        found.append(distance(net, x))
    return found


def cases(config):
    return [(arm, seed) for arm in ARMS for seed in config.seeds]


def run_case(config, case):
    """(steps, first and last error) for each number of blocks; what decay leaves; distance for any sign;
    departures without and with batch norm.
    """
    arm, seed = case
    learnt = []
    for blocks in config.blocks:
        net = stack(arm, blocks, config, np.random.default_rng([seed, blocks]))
        learnt.append(learn(net, config, np.random.default_rng([seed, blocks, 1])))
    rng = np.random.default_rng([seed, 2])
    signed = rng.normal(size=(config.tests, config.width))
    left, away = decayed(arm, config, rng)
    signed_distance = distance(stack(arm, config.blocks[-1], config, rng), signed)
    moved = [departures(normalise, config, np.random.default_rng([seed, 3])) for normalise in (False, True)]
    return np.array(learnt), left, away, signed_distance, np.array(moved)


def collect(config, outcomes):
    """Arrays (arms, seeds, blocks) and medians, in which a run that never arrived counts as `steps` + 1."""
    shape = (len(ARMS), len(config.seeds))
    learnt = np.array([o[0] for o in outcomes]).reshape(*shape, len(config.blocks), 3)
    left, away, signed = (np.array([o[i] for o in outcomes]).reshape(shape) for i in (1, 2, 3))
    result = {
        "blocks": np.array(config.blocks),
        "steps": learnt[..., 0],
        "first": learnt[..., 1],
        "last": learnt[..., 2],
        "signed": signed,
        "cap": config.steps,
        "target": config.target,
        "seeds": len(config.seeds),
        "width": config.width,
    }
    moved = np.median([o[4] for o in outcomes], axis=0)
    for name, (drawn, shrunk, gamma) in zip(("bare", "norm"), moved, strict=True):
        result |= {f"{name}_drawn": drawn, f"{name}_shrunk": shrunk, f"{name}_gamma": gamma}
    for i, arm in enumerate(ARMS):
        result[f"{arm}_decayed_length"] = np.median(left[i])
        result[f"{arm}_decayed_distance"] = np.median(away[i])
        result[f"{arm}_signed"] = np.median(signed[i])
        for j, blocks in enumerate(config.blocks):
            steps, first, last = learnt[i, :, j].T
            result[f"{arm}_arrived_{blocks}"] = int(np.isfinite(steps).sum())
            result[f"{arm}_steps_{blocks}"] = np.median(np.minimum(steps, config.steps + 1))
            result[f"{arm}_first_{blocks}"] = np.median(first)
            result[f"{arm}_last_{blocks}"] = np.median(last)
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
