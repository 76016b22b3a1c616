"""Output sizes against counting windows one by one; shapes and parameters of the layers of known networks."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlnotes.experiments._windows import count_windows, note_formula
from dlnotes.nn import conv_output_size, unseen_inputs

# Channels and side of the square input, filters, kernel, stride, padding, and whether there are biases.
LAYERS = {
    "lenet_first": (1, 32, 6, 5, 1, 0, True),
    "alexnet_first": (3, 227, 96, 11, 4, 0, True),
    "vgg_first": (3, 224, 64, 3, 1, 1, True),
    "vgg_second": (64, 224, 64, 3, 1, 1, True),
    "resnet_stem": (3, 224, 64, 7, 2, 3, False),  # batch normalisation follows, which has a bias of its own
    "resnet_stage": (64, 56, 128, 3, 2, 1, False),
    "vgg_dense": (512, 7, 4096, 7, 1, 0, True),  # its first full matrix, as a convolution with one place
}
POOLS = {"resnet_pool": (112, 3, 2, 1), "alexnet_224": (224, 11, 4, 0)}  # sizes alone
VGG_16 = (64, 64, 128, 128, *[256] * 3, *[512] * 6)  # filters of its convolutions


@dataclass(frozen=True)
class Config:
    inputs: tuple = tuple(range(1, 21))
    kernels: tuple = tuple(range(1, 8))
    strides: tuple = (1, 2, 3, 4)
    paddings: tuple = (0, 1, 2, 3)
    dilations: tuple = (1, 2, 3)


def run(config=Config()):
    return _grid(config) | _layers() | _vgg()


def _grid(config):
    sizes = (config.inputs, config.kernels, config.strides, config.paddings, config.dilations)
    points = list(product(*sizes))  # (n, k, s, p, d) of every case
    return {
        "grid": np.array(points),
        "counted": np.array([count_windows(*point) for point in points]),
        "formula": np.array([_size_or_zero(*point) for point in points]),
        "cases": len(points),
    }


def _size_or_zero(n, k, s, p, d):
    try:
        return conv_output_size(n, k, s, p, d)
    except ValueError:  # no window fits
        return 0


def _layers():
    result = {"alexnet_224_last_unseen": unseen_inputs(*POOLS["alexnet_224"])[-1]}
    for name, (channels, side, filters, kernel, stride, padding, bias) in LAYERS.items():
        (_, places, _), parameters = conv2d((channels, side, side), filters, kernel, stride, padding, bias)
        reads = np.arange(places)[:, None] * stride + np.arange(kernel) - padding  # along one side
        inside = np.count_nonzero((reads >= 0) & (reads < side))  # the others read a zero of the padding
        result |= {f"{name}_parameters": parameters, f"{name}_local": filters * channels * inside**2}
        result[f"{name}_full"] = filters * places**2 * channels * side**2
    shapes = POOLS | {name: (side, *sizes) for name, (_, side, _, *sizes, _) in LAYERS.items()}
    for name, shape in shapes.items():
        result |= {f"{name}_said": note_formula(*shape), f"{name}_size": count_windows(*shape)}
    result["resnet_stem_unread"] = len(unseen_inputs(*shapes["resnet_stem"]))
    return result


def conv2d(shape, filters, kernel, stride, padding, bias=True):
    """(shape of the output, number of parameters) on an input of shape (channels, height, width)."""
    channels, *sides = shape
    sides = [conv_output_size(side, kernel, stride, padding) for side in sides]
    return (filters, *sides), filters * (channels * kernel**2 + bias)


def _vgg():
    """Parameters of VGG-16: 13 convolutions, and three full matrices on the 7 × 7 places that are left."""
    convolutions = sum(9 * below * above + above for below, above in zip((3, *VGG_16), VGG_16))
    full = sum((below + 1) * above for below, above in ((512 * 7**2, 4096), (4096, 4096), (4096, 1000)))
    return {"vgg_convolutions": convolutions, "vgg_all": convolutions + full}
