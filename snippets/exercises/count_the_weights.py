"""A layer of a stack has (channels below) · (filters) · (width) weights, and the dense MLP on the same window far more."""
import numpy as np

from dlnotes.nn import Conv1d, Linear

inputs, filters = 16, [5, 4, 3, 2]  # every filter has width 2 and stride 2

# --8<-- [start:stub]
shared = ...  # weights of the stack
dense = ...  # weights of the MLP with full matrices
# --8<-- [end:stub]

# --8<-- [start:mistake]
shared = 5 * 2 + 4 * 2 + 3 * 2 + 2 * 2
dense = 16 * 5 + 5 * 4 + 4 * 3 + 3 * 2
# --8<-- [end:mistake]

# --8<-- [start:solution]
shared = 1 * 5 * 2 + 5 * 4 * 2 + 4 * 3 * 2 + 3 * 2 * 2
dense = 16 * 40 + 40 * 16 + 16 * 6 + 6 * 2
# --8<-- [end:solution]

# --8<-- [start:check]
rng, channels, length, signal = np.random.default_rng(0), 1, inputs, np.zeros((1, 1, inputs))
in_stack = in_mlp = 0
for number in filters:
    layer = Conv1d(channels, number, kernel_size=2, stride=2, bias=False, rng=rng)
    signal = layer.forward(signal)
    full = Linear(channels * length, signal.size, bias=False, rng=rng)
    in_stack, in_mlp = in_stack + layer.params["weight"].size, in_mlp + full.params["weight"].size
    channels, length = signal.shape[1:]

assert shared is not ... and dense is not ..., "put your two counts in place of the dots"
assert shared == in_stack, f"the stack does not have {shared} weights: how many channels does a filter of the second layer read?"
assert dense == in_mlp, f"the MLP does not have {dense} weights: it has a unit for every place of every filter, so how many units are in its rows?"
# --8<-- [end:check]
