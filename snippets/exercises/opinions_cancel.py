"""Every copy of a weight can have a gradient while the shared weight has none: a sum may cancel."""

import numpy as np

from dlnotes.nn import Conv1d, Linear

# --8<-- [start:stub]
x = [3, 1, -2, 5, 4, 2, -1, 2]
# one for each place
upstream = [1, 2, -1, 1]
# --8<-- [end:stub]

# --8<-- [start:mistake]
x = [3, 1, -2, 5, 4, 2, -1, 2]
# they add up to 0
upstream = [1, -1, 1, -1]
# --8<-- [end:mistake]

# --8<-- [start:solution]
x = [3, 1, 3, 1, 3, 1, 3, 1]
upstream = [1, -1, 1, -1]
# --8<-- [end:solution]

# --8<-- [start:checker]
shapes = [np.shape(x), np.shape(upstream)]
assert shapes == [(8,), (4,)], f"x needs 8 numbers and upstream 4, but their shapes are {shapes}"
for name, numbers in [("x", x), ("upstream", upstream)]:
    sizes = np.abs(numbers)
    assert (sizes >= 0.01).all() and (sizes <= 100).all(), (
        f"{name} = {numbers}: each number's size must lie between 0.01 and 100, "
        "so that every copy has a gradient"
    )

signal, down = np.reshape(x, (1, 8)).astype(float), np.reshape(upstream, (1, 4)).astype(float)
shared = Conv1d(1, 1, kernel_size=2, stride=2, bias=False, rng=np.random.default_rng(0))
shared.forward(signal[:, None])
shared.backward(down[:, None])
copies = Linear(8, 4, bias=False, rng=np.random.default_rng(0))
copies.forward(signal)
copies.backward(down)
for i, total in enumerate(shared.grads["weight"].ravel()):
    opinions = copies.grads["weight"][range(4), range(i, 8, 2)]
    assert abs(total) < 1e-9, (
        f"the {'first' if i == 0 else 'second'} weight would still be moved: "
        f"its copies' gradients are {np.round(opinions, 3)}, which add up to {total:.3g}. "
        "Each is the gradient at its place times the input that this copy has read"
    )
# --8<-- [end:checker]
