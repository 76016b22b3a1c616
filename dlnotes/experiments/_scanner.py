"""The scanning network of the note: as convolutions, as the MLP that they are on one window, and dilated.

It has 8 inputs and 16, 6 and 2 units; as convolutions 4, 3 and 2 filters of width 2 and stride 2.
"""

import numpy as np

from dlnotes.nn import Activation, Conv1d, Linear, Sequential, conv_output_size, relu, relu_grad

WINDOW = 8


def scanner(rng, channels=(1, 4, 3, 2), width=2, strides=(2, 2, 2), dilations=(1, 1, 1), dtype=np.float64):
    """Convolutions with ReLUs between them; without further arguments, the note's network."""
    layers = []
    for below, above, stride, dilation in zip(channels, channels[1:], strides, dilations):
        layers.append(Conv1d(below, above, width, stride, dilation=dilation, rng=rng, dtype=dtype))
        layers.append(Activation(relu, relu_grad))
    return Sequential(*layers[:-1])


def convolutions(stack):
    return [layer for layer in stack.layers if isinstance(layer, Conv1d)]


def output_size(conv, size):
    """How many places the layer has on an input of `size` places."""
    return conv_output_size(size, conv.kernel_size, conv.stride, conv.padding, conv.dilation)


def sharing(conv, size):
    """Which weight sits on which wire: (units above, units below), 0 for no wire, else the weight's number.

    Found by asking the layer: with weights 1, 2, 3, … the answer to one spike names the weights that it met.
    Units are ordered by position, and within a position by filter.
    """
    numbered = twin(conv, conv.stride, conv.dilation, bias=False)
    weight = conv.params["weight"]
    numbered.params["weight"] = np.arange(1.0, weight.size + 1).reshape(weight.shape)
    units = size * conv.in_channels
    spikes = np.eye(units).reshape(units, size, conv.in_channels).transpose(0, 2, 1)
    return flat(numbered.forward(spikes)).T.astype(int)


def by_copy(weight, numbers):
    """(weights, copies): row i holds the copies of weight i + 1, by position; `numbers` is from `sharing`."""
    return np.array([weight[numbers == number] for number in range(1, numbers.max() + 1)])


def flat(maps):
    """(N, channels, time) -> (N, time·channels)."""
    return maps.transpose(0, 2, 1).reshape(len(maps), -1)


def unroll(stack, size):
    """The MLP that `stack` is on a window of `size` inputs: dense matrices of zeros and tied copies."""
    layers = []
    for layer in stack.layers:
        if isinstance(layer, Conv1d):
            layers.append(_unrolled(layer, size))
            size = output_size(layer, size)
        else:
            layers.append(Activation(layer.function, layer.function_grad))
    return Sequential(*layers)


def _unrolled(conv, size):
    numbers, weight = sharing(conv, size), conv.params["weight"]
    dense = Linear(*numbers.T.shape, rng=np.random.default_rng(0), dtype=weight.dtype)
    dense.params["weight"] = np.append(weight.dtype.type(0), weight)[numbers]
    dense.params["bias"] = np.tile(conv.params["bias"], len(numbers) // conv.out_channels)
    return dense


def dilated(stack):
    """The same weights with stride 1: what the strides skipped becomes dilation, an answer at every step."""
    steps, layers = 1, []
    for layer in stack.layers:
        if isinstance(layer, Conv1d):
            layers.append(twin(layer, stride=1, dilation=steps))
            steps *= layer.stride
        else:
            layers.append(Activation(layer.function, layer.function_grad))
    return Sequential(*layers)


def windows(x, hop, width=WINDOW):
    """(T,) -> (number of windows, width)."""
    return np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(x, width)[::hop])


def multiplications(stack, size):
    """Products that a forward pass over `size` inputs takes."""
    total = 0
    for layer in convolutions(stack):
        size = output_size(layer, size)
        total += size * layer.params["weight"].size
    return total


def twin(conv, stride, dilation, bias=True):
    """A layer with the same weights and another stride and dilation."""
    shape = conv.in_channels, conv.out_channels, conv.kernel_size
    other = Conv1d(*shape, stride, conv.padding, dilation, bias=bias, rng=np.random.default_rng(0))
    other.params |= {name: conv.params[name].copy() for name in other.params}
    return other
