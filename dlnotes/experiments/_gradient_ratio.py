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
    return Sequential(*[block(width, rng, **options) for _ in range(depth // 2)])


def measure(options, depth, width, batch, seed):
    """‖∂L/∂a₀‖ / ‖∂L/∂a_L‖ for a random gradient at the top."""
    rng = np.random.default_rng([seed, depth])
    x = rng.normal(size=(batch, width))
    body = stack(options, depth, width, rng)
    out = body.forward(x)
    dout = rng.normal(size=out.shape)
    return np.linalg.norm(body.backward(dout)) / np.linalg.norm(dout)
