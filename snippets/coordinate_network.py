"""A ReLU network from a place to a value: after 300 steps
it has drawn the slow wave and hardly begun the fast one."""

import numpy as np

from dlnotes.nn import (
    Activation,
    Adam,
    Linear,
    Sequential,
    relu,
    relu_grad,
)

rng = np.random.default_rng(0)
place = np.linspace(-1, 1, 128, endpoint=False, dtype=np.float32)
place = place[:, None]  # (128, 1)
slow, fast = np.sin(2 * np.pi * place), np.sin(2 * np.pi * 10 * place)


# --8<-- [start:fit]
def fit(x, target, steps=300):
    net = Sequential(
        Linear(x.shape[1], 32, rng=rng),
        Activation(relu, relu_grad),
        Linear(32, 32, rng=rng),
        Activation(relu, relu_grad),
        Linear(32, 1, rng=rng),
    )
    adam = Adam(net.params, lr=0.01)
    for _ in range(steps):
        net.backward(2 * (net.forward(x) - target) / len(x))
        adam.step(net.grads)
    return net.forward(x)


# --8<-- [end:fit]
drawn = fit(place, slow + fast)
share = [2 * float((drawn * wave).mean()) for wave in (slow, fast)]
assert share[0] > 0.8
assert share[1] < 0.3
