"""How long a convolution's output is, which inputs it never reads, and how far it sees."""

import numpy as np

from dlnotes.nn.arguments import integer

__all__ = ["conv_output_size", "receptive_field", "unseen_inputs"]


def conv_output_size(input_size, kernel_size, stride=1, padding=0, dilation=1):
    """⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1: the number of places where a whole window fits.

    The floor is part of the formula: inputs left over after the last whole window are not used.
    Raises ValueError if a size is out of range or the window is longer than the padded input, TypeError
    if a size is not an integer. Dumoulin & Visin 2016, §2 and §5.1; PyTorch docs, Conv1d.

    >>> conv_output_size(224, kernel_size=7, stride=2, padding=3)  # ResNet's stem: the fraction is 112.5
    112
    """
    input_size, padding = integer(input_size, "input_size"), integer(padding, "padding", 0)
    kernel_size, stride, dilation = _window(kernel_size, stride, dilation)
    span, padded = dilation * (kernel_size - 1) + 1, input_size + 2 * padding
    if span > padded:
        raise ValueError(f"the window must fit the padded input of {padded}, got a span of {span}")
    return (padded - span) // stride + 1


def unseen_inputs(input_size, kernel_size, stride=1, padding=0, dilation=1):
    """The indices in [0, n) that no window covers, as a list: their gradient is always 0.

    Output t reads the inputs s·t + d·i − p for i in [0, k). Unseen are the tail that the floor cuts off and
    the gaps that a stride longer than the kernel, or a dilation, leaves open. Raises as `conv_output_size`.

    >>> unseen_inputs(7, kernel_size=2, stride=2)
    [6]
    """
    output_size = conv_output_size(input_size, kernel_size, stride, padding, dilation)
    seen = np.zeros(input_size + 2 * padding, bool)
    for i in range(0, dilation * kernel_size, dilation):
        seen[i : i + stride * (output_size - 1) + 1 : stride] = True
    return np.flatnonzero(~seen[padding : padding + input_size]).tolist()


def receptive_field(layers):
    """How many inputs one output of the stack depends on: 1 + Σ_l d_l(k_l − 1)·Π_{m<l} s_m.

    `layers`, first to last, are tuples `(kernel_size, stride=1, dilation=1)`, dicts with these keys (and
    perhaps `padding`, which moves the window but does not widen it), or objects with these attributes,
    such as `Conv1d`. Raises TypeError for anything else and ValueError for a size below 1.
    Araujo, Norris & Sim 2019 (Distill).

    >>> receptive_field([(2, 2), (2, 2), (2, 2)])  # three layers of stride 2: 8 inputs, in steps of 8
    8
    >>> receptive_field([{"kernel_size": 2, "dilation": d} for d in (1, 2, 4)])  # dilated: in steps of 1
    8
    """
    field, step = 1, 1
    for layer in layers:
        kernel_size, stride, dilation = _geometry(layer)
        field += dilation * (kernel_size - 1) * step  # neighbours in this layer are `step` inputs apart
        step *= stride
    return field


def _geometry(layer):
    wanted = (
        "a layer must be (kernel_size, stride, dilation), a dict with these names, or have them, as Conv1d"
    )
    if isinstance(layer, dict):
        if layer.keys() - {"kernel_size", "stride", "dilation", "padding"} or "kernel_size" not in layer:
            raise TypeError(f"{wanted}; got a dict with {', '.join(map(str, layer)) or 'nothing in it'}")
        return _window(**layer)
    if isinstance(layer, (tuple, list)) and 1 <= len(layer) <= 3:
        return _window(*layer)
    if all(hasattr(layer, name) for name in ("kernel_size", "stride", "dilation")):
        return _window(layer.kernel_size, layer.stride, layer.dilation)
    got = layer if isinstance(layer, (int, str, tuple, list)) else type(layer).__name__
    raise TypeError(f"{wanted}; got {got!r}")


def _window(kernel_size, stride=1, dilation=1, *, padding=0):
    integer(padding, "padding", 0)
    return integer(kernel_size, "kernel_size"), integer(stride, "stride"), integer(dilation, "dilation")
