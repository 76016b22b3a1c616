"""A layer's dilation is the product of the strides below it, and the stack then answers at every sample."""

import numpy as np

from dlnotes.nn import Conv1d, Sequential, receptive_field


# --8<-- [start:stub]
def dilations(strides):
    """A list: one dilation for each
    layer, from first to last.
    """
    ...  # your code


# --8<-- [end:stub]


# --8<-- [start:mistake]
def dilations(strides):
    n = len(strides)
    return [2**i for i in range(n)]


# --8<-- [end:mistake]


# --8<-- [start:solution]
def dilations(strides):
    found = []
    # neighbours in the row below
    # are so many samples apart
    apart = 1
    for stride in strides:
        found.append(apart)
        apart *= stride
    return found


# --8<-- [end:solution]


# --8<-- [start:checker]
rng = np.random.default_rng(0)
for kernels, strides in [
    ((2,), (2,)),
    ((2, 2, 2), (2, 2, 2)),
    ((2, 3), (3, 2)),
    ((3, 2, 3), (2, 3, 1)),
    ((2, 2, 2, 2), (2, 1, 3, 2)),
]:
    found = dilations(list(strides))
    assert found is not None, (
        "dilations() returned None: end it with `return` and a list with one number for each layer"
    )
    assert np.shape(found) == (len(strides),), (
        f"dilations({list(strides)}) gave {found}; there must be one number for each layer"
    )
    assert all(number >= 1 and number == int(number) for number in found), (
        f"dilations({list(strides)}) gave {found}; a dilation is a whole number, 1 or more"
    )
    found = [int(number) for number in found]
    case = f"strides {list(strides)}, kernels {list(kernels)}: your dilations are {found}"
    back = receptive_field(list(zip(kernels, strides)))
    reach = receptive_field([(kernel, 1, number) for kernel, number in zip(kernels, found)])
    assert reach == back, (
        f"{case}. An answer of the gliding stack would span {reach} samples, "
        f"but a window of the hopping stack has {back}"
    )
    hops = [Conv1d(1, 1, kernel, stride, rng=rng) for kernel, stride in zip(kernels, strides)]
    glides = [Conv1d(1, 1, kernel, dilation=number, rng=rng) for kernel, number in zip(kernels, found)]
    hopping, gliding = Sequential(*hops), Sequential(*glides)
    gliding.params.update(hopping.params)
    signal = rng.normal(size=(1, 1, back + 11))
    windows = np.lib.stride_tricks.sliding_window_view(signal.ravel(), back)[:, None]
    one_by_one = hopping.forward(np.ascontiguousarray(windows))
    assert np.allclose(gliding.forward(signal).ravel(), one_by_one.ravel()), (
        f"{case}. The windows have the right length, but the answers are not those of the hopping stack "
        "on each window: the wrong samples meet the weights. "
        "How many samples apart are two neighbours in the row that a layer reads?"
    )
# --8<-- [end:checker]
