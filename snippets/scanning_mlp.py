"""Three convolutions give, to the last bit, what the MLP of zeros and tied copies gives."""

import numpy as np
from dlnotes.nn import Conv1d, relu

rng = np.random.default_rng(0)


def whole(conv):
    for name, value in conv.params.items():
        conv.params[name] = rng.integers(-3, 4, value.shape).astype(
            float
        )
    return conv


def as_matrix(conv, size):
    """The matrix of `conv` on `size` places, one column for each spike, as in block_matrix.py."""
    units = size * conv.in_channels
    spikes = (
        np.eye(units)
        .reshape(units, size, conv.in_channels)
        .transpose(0, 2, 1)
    )
    silence = conv.forward(np.zeros_like(spikes))  # what the biases say
    return (
        (conv.forward(spikes) - silence)
        .transpose(2, 1, 0)
        .reshape(-1, units)
    )


# --8<-- [start:same]
lower = whole(
    Conv1d(1, 4, kernel_size=2, stride=2, rng=rng)
)  # whole-number weights
middle = whole(Conv1d(4, 3, kernel_size=2, stride=2, rng=rng))
upper = whole(Conv1d(3, 2, kernel_size=2, stride=2, rng=rng))
x = rng.integers(-9, 10, (1, 1, 8)).astype(
    float
)  # (signals, channels, time)

as_cnn = upper.forward(relu(middle.forward(relu(lower.forward(x)))))

h = relu(
    as_matrix(lower, 8) @ x.ravel() + np.tile(lower.params["bias"], 4)
)  # 16 units
h = relu(
    as_matrix(middle, 4) @ h + np.tile(middle.params["bias"], 2)
)  # 6 units
as_mlp = as_matrix(upper, 2) @ h + upper.params["bias"]  # 2 units
# --8<-- [end:same]
assert np.array_equal(as_cnn.ravel(), as_mlp)
assert len(set(as_mlp)) == 2
assert as_matrix(lower, 8).shape == (16, 8) and as_matrix(
    middle, 4
).shape == (6, 16)
