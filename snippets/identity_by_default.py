"""Weight decay with nothing to learn pulls a residual block to the
identity, and a plain one to zero."""

import numpy as np

from dlnotes.nn import (
    Activation,
    Linear,
    Residual,
    Sequential,
    relu,
    relu_grad,
)

rng = np.random.default_rng(0)


# --8<-- [start:decay]
def body():
    first, second = Linear(8, 8, rng=rng), Linear(8, 8, rng=rng)
    return Sequential(first, Activation(relu, relu_grad), second)


a = rng.uniform(0, 1, (100, 8))
alone, wired = body(), Residual(body())
for net in (alone, wired):
    for _ in range(200):
        for name in net.params:
            net.params[name][...] *= 0.95  # weight decay, and no data

norm = np.linalg.norm
size = [norm(net.forward(a)) / norm(a) for net in (alone, wired)]
moved = norm(wired.forward(a) - a) / norm(a)
# --8<-- [end:decay]
assert size[0] < 1e-4
assert abs(size[1] - 1) < 1e-4 and moved < 1e-4
