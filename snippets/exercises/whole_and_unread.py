"""A whole number of windows does not mean that every input is in one of them."""

import numpy as np

from dlnotes.nn import Conv1d

# --8<-- [start:stub]
gaps = dict(  # with dilation 1
    inputs=10,
    kernel_size=2,
    stride=2,
)
parity = dict(
    inputs=10,
    dilation=1,
    kernel_size=4,
    stride=2,
)
# --8<-- [end:stub]

# --8<-- [start:mistake]
gaps = dict(
    inputs=10,  # gaps like windows
    kernel_size=2,
    stride=4,
)
parity = dict(inputs=10, dilation=2, kernel_size=3, stride=2)
# --8<-- [end:mistake]

# --8<-- [start:solution]
gaps = dict(
    inputs=10,
    kernel_size=1,
    stride=3,
)
parity = dict(
    inputs=9,
    dilation=2,
    kernel_size=3,
    stride=2,
)
# --8<-- [end:solution]


# --8<-- [start:checker]
def unread(inputs, kernel_size, stride, dilation=1):
    """The inputs without a gradient, as a kernel of ones finds them, and what the formula gives unrounded."""
    conv = Conv1d(1, 1, kernel_size, stride, dilation=dilation, bias=False, rng=np.random.default_rng(0))
    conv.params["weight"] = np.ones((1, 1, kernel_size))
    answers = conv.forward(np.zeros((1, 1, inputs)))
    readers = conv.backward(np.ones_like(answers)).ravel()
    return np.flatnonzero(readers == 0).tolist(), (inputs - dilation * (kernel_size - 1) - 1) / stride + 1


for name, layer, keys in [
    ("gaps", gaps, {"inputs", "kernel_size", "stride"}),
    ("parity", parity, {"inputs", "kernel_size", "stride", "dilation"}),
]:
    assert set(layer) == keys, f"{name} must say {sorted(keys)} and nothing else, but it says {sorted(layer)}"
missed, said = unread(**gaps)
assert gaps["inputs"] == 10, f"gaps is about 10 inputs, not {gaps['inputs']}"
assert said == int(said), f"gaps: the formula gives {said:g}, which is no whole number"
assert len(missed) > 5, (
    f"gaps: the formula gives {said:g}, a whole number, "
    f"but {len(missed)} of the 10 inputs are never read: {missed}. "
    "Write down which inputs each window reads. How could more lie between one window and the next?"
)
missed, said = unread(**parity)
assert parity["stride"] == 2 < parity["kernel_size"], (
    "parity needs stride 2 and a longer kernel, "
    f"but has stride {parity['stride']} and kernel {parity['kernel_size']}"
)
assert said == int(said), (
    f"parity: the formula gives {said:g}, which is no whole number; change the number of inputs"
)
assert missed, (
    f"parity: the formula gives {said:g}, a whole number, but every input is read. "
    "Write down which inputs the first two windows read. "
    "Which knob makes a window skip some?"
)
# --8<-- [end:checker]
