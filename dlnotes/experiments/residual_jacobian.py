"""Is the note's block g(z + a), and its Jacobian D(I + J)?

A computation by hand and finite differences say so, with and without the last ReLU.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import block


@dataclass(frozen=True)
class Config:
    width: int = 8
    seeds: tuple = tuple(range(10))
    step: float = 1e-6


def branch_jacobian(body, a):
    """J = ∂F/∂a of weights → ReLU → weights at one point a (width,): W₂ · diag(1 where z₁ > 0) · W₁."""
    first, _, second = body.layers
    z1 = first.params["weight"] @ a + first.params["bias"]
    open_hidden = np.diag((z1 > 0).astype(float))
    return second.params["weight"] @ open_hidden @ first.params["weight"]


def numerical_jacobian(f, a, step):
    """Column j is (f(a + h e_j) − f(a − h e_j)) / 2h, all columns in one batch of inputs."""
    moves = step * np.eye(a.size)
    return ((f(a + moves) - f(a - moves)) / (2 * step)).T


def by_hand(body, a):
    """z, written out from the weights of a branch."""
    first, _, second = body.layers
    z1 = first.params["weight"] @ a + first.params["bias"]
    return second.params["weight"] @ np.maximum(z1, 0) + second.params["bias"]


def dead_branch_rank(block_, a, config):
    """How many directions the skip connection alone lets through: the Jacobian's rank, its branch zero."""
    block_.layers[0].body.layers[2].params["weight"][...] = 0
    return np.linalg.matrix_rank(numerical_jacobian(block_.forward, a, config.step), tol=1e-3)


def one_block(config, seed):
    """Of one random block and input: errors of formulas, share of units that D closes, dead branch's rank."""
    rng = np.random.default_rng(seed)
    note = block(config.width, rng, skip=True)
    open_ = note.layers[0]  # without the last ReLU
    for name in open_.params:
        if name.endswith("bias"):
            open_.params[name] = rng.normal(size=config.width)
    a = rng.normal(size=config.width)
    inner = np.eye(config.width) + branch_jacobian(open_.body, a)  # I + J
    mask = np.diag((open_.forward(a[None])[0] > 0).astype(float))  # D
    with_last = numerical_jacobian(note.forward, a, config.step)
    without = numerical_jacobian(open_.forward, a, config.step)
    z = by_hand(open_.body, a)
    out = note.forward(a[None])[0]
    closed = 1 - np.trace(mask) / config.width
    return (
        np.abs(with_last - mask @ inner).max(),
        np.abs(without - inner).max(),
        np.abs(with_last - inner).max(),
        closed,
        np.abs(out - np.maximum(z + a, 0)).max(),  # g(z + a)
        np.abs(out - (np.maximum(z, 0) + a)).max(),  # g(z) + a
        dead_branch_rank(note, a, config),
        np.sum(open_.forward(a[None])[0] > 0),  # open units, now that z is the last bias
    )


def run(config=Config()):
    blocks = np.array([one_block(config, seed) for seed in config.seeds])
    error, open_error, unmasked_error, closed, sum_first, sum_last, rank, opened = blocks.T
    return {
        "sum_first_errors": sum_first,
        "sum_last_errors": sum_last,
        "dead_branch_ranks": rank,
        "dead_branch_open": opened,
        "sum_first_error": sum_first.max(),
        "sum_last_error": np.median(sum_last),
        "errors": error,
        "open_errors": open_error,
        "unmasked_errors": unmasked_error,
        "error": error.max(),
        "open_error": open_error.max(),
        "unmasked_error": np.median(unmasked_error),
        "smallest_unmasked_error": unmasked_error.min(),
        "closed_percent": 100 * closed.mean(),
        "blocks": len(config.seeds),
        "width": config.width,
    }
