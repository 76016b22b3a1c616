"""How much of a gradient is left at the bottom of a freshly drawn stack of blocks."""

import numpy as np

from dlnotes.experiments._blocks import block
from dlnotes.nn import Sequential, relu, relu_grad

RELU = (relu, relu_grad)

# Gains: He's doubles the variance that a ReLU halves; Xavier's, for a square matrix, is 1; PyTorch's `Linear`
# draws from U(±1/√n), whose variance is 1/(3n).
HE, XAVIER, DEFAULT = 2**0.5, 1.0, 3**-0.5


def stack(options, depth, width, rng):
    """depth / 2 blocks, all with these options of `block`."""
    options, blocks = dict(options), depth // 2
    if options.get("last") == "1/sqrt(blocks)":
        options["last"] = blocks**-0.5
    return Sequential(*[block(width, rng, **options) for _ in range(blocks)])


def measure(options, depth, width, batch, seed):
    """(‖∂L/∂a₀‖ / ‖∂L/∂a_L‖ for a random gradient at the top, mean cosine of the outputs for two inputs)."""
    rng = np.random.default_rng([seed, depth])
    x = rng.normal(size=(batch, width))
    body = stack(options, depth, width, rng)
    out = body.forward(x)
    dout = rng.normal(size=out.shape)
    dx = body.backward(dout)
    return np.linalg.norm(dx) / np.linalg.norm(dout), _cosine(out)


def _cosine(out):
    """Mean cosine between neighbouring rows: 1 if the stack has stopped telling its inputs apart."""
    unit = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-300)
    return np.mean(np.sum(unit[:-1] * unit[1:], axis=1))
