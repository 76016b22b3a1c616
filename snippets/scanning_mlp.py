"""Three convolutions give, to the last bit, what the MLP of zeros
and tied copies gives."""

import numpy as np

from dlnotes.nn import Conv1d, relu

rng = np.random.default_rng(0)


def whole(conv):
    for name, value in conv.params.items():
        drawn = rng.integers(-3, 4, value.shape)
        conv.params[name] = drawn.astype(float)
    return conv


def as_matrix(conv, size):
    """The matrix of `conv` on `size` places, one column for each
    spike, as in block_matrix.py."""
    spikes = np.eye(size * conv.in_channels)
    spikes = spikes.reshape(-1, size, conv.in_channels)
    spikes = spikes.transpose(0, 2, 1)  # (spikes, channels, places)
    silence = conv.forward(np.zeros_like(spikes))  # the biases alone
    answers = conv.forward(spikes) - silence
    return answers.transpose(2, 1, 0).reshape(-1, len(spikes))


# --8<-- [start:same]
lower = whole(Conv1d(1, 4, kernel_size=2, stride=2, rng=rng))
middle = whole(Conv1d(4, 3, kernel_size=2, stride=2, rng=rng))
upper = whole(Conv1d(3, 2, kernel_size=2, stride=2, rng=rng))
x = rng.integers(-9, 10, (1, 1, 8)).astype(float)  # one signal

as_cnn = upper.forward(relu(middle.forward(relu(lower.forward(x)))))

# Rows of 16, 6 and 2 units.
h = as_matrix(lower, 8) @ x.ravel() + np.tile(lower.params["bias"], 4)
h = as_matrix(middle, 4) @ relu(h) + np.tile(middle.params["bias"], 2)
as_mlp = as_matrix(upper, 2) @ relu(h) + upper.params["bias"]
# --8<-- [end:same]
assert np.array_equal(as_cnn.ravel(), as_mlp)
assert len(set(as_mlp)) == 2
assert as_matrix(lower, 8).shape == (16, 8)
assert as_matrix(middle, 4).shape == (6, 16)
