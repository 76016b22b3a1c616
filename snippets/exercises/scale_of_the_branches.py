"""Squared lengths add, so branches scaled by about 1/√B keep a stack of B blocks from exploding."""

import numpy as np

from dlnotes.nn import Activation, Linear, Residual, Sequential, kaiming_normal, relu, relu_grad


# --8<-- [start:stub]
def scale(blocks, growth):
    """What to multiply
    every branch by.
    """
    ...  # your code


# --8<-- [end:stub]


# --8<-- [start:mistake]
def scale(blocks, growth):
    # as if lengths added: 1 + √2·s
    factor = growth ** (1 / blocks)
    return (factor - 1) / np.sqrt(2)


# --8<-- [end:mistake]


# --8<-- [start:solution]
def scale(blocks, growth):
    # of one block: 1 + 2s²
    squared = growth ** (2 / blocks)
    branch = (squared - 1) / 2
    return np.sqrt(branch)


# --8<-- [end:solution]


# --8<-- [start:checker]
def he(n, factor, rng):
    layer = Linear(n, n, bias=False, rng=rng, dtype=np.float64)
    layer.params["weight"] = factor * kaiming_normal((n, n), rng, dtype=np.float64)
    return layer


def measured(blocks, s, seed, n=64):
    """Length of a random gradient below the stack, divided by its length above it."""
    rng, layers = np.random.default_rng(seed), []
    for _ in range(blocks):
        branch = Sequential(he(n, 1, rng), Activation(relu, relu_grad), he(n, s, rng))
        layers.append(Residual(branch))
    stack = Sequential(*layers)
    out = stack.forward(rng.normal(size=(16, n)))
    dout = rng.normal(size=out.shape)
    return np.linalg.norm(stack.backward(dout)) / np.linalg.norm(dout)


for blocks, growth in [(1, 2.0), (8, 2.0), (8, 10.0), (30, np.e)]:
    s = scale(blocks, growth)
    assert s is not None, "scale() returned None: end it with `return` and a number"
    assert np.ndim(s) == 0 and s > 0, (
        f"scale({blocks}, {growth:.3g}) gave {s}; it must be one positive number"
    )
    grown = np.median([measured(blocks, s, seed) for seed in range(5)])
    assert abs(grown / growth - 1) < 0.15, (
        f"scale({blocks}, {growth:.3g}) gave {s:.3g}. "
        f"With it the gradient becomes {grown:.3g} times as long (median of 5 starts), "
        f"not {growth:.3g} times. "
        "By what does one block multiply the *squared* length, if its branch is multiplied by s?"
    )
# --8<-- [end:checker]
