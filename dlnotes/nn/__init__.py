"""The mathematics of the notes in NumPy and nothing else: every name below, flat.

A function and its derivative stand side by side (`relu`, `relu_grad`); classes exist only where there is
state. Arrays are batch first: (N, features), (N, channels, time).
"""

from dlnotes.nn.activations import (
    gaussian,
    gaussian_grad,
    gelu,
    gelu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    silu,
    silu_grad,
    sine,
    sine_grad,
    tanh,
    tanh_grad,
)
from dlnotes.nn.containers import Residual, Sequential
from dlnotes.nn.convolution import Conv1d
from dlnotes.nn.divergences import (
    binary_cross_entropy,
    binary_cross_entropy_grad,
    cross_entropy,
    cross_entropy_grad,
    kl,
    kl_grad,
    l2,
    l2_grad,
)
from dlnotes.nn.encodings import fourier_features, positional_encoding
from dlnotes.nn.gradients import gradcheck
from dlnotes.nn.initialisers import (
    fan_in_uniform,
    kaiming_normal,
    kaiming_uniform,
    siren_uniform,
    xavier_normal,
    xavier_uniform,
    zeros,
)
from dlnotes.nn.layers import Activation, Layer, Linear
from dlnotes.nn.measures import psnr
from dlnotes.nn.normalisation import BatchNorm1d
from dlnotes.nn.optimisers import SGD, Adam
from dlnotes.nn.shapes import conv_output_size, receptive_field, unseen_inputs
from dlnotes.nn.softmaxes import log_softmax, log_softmax_grad, softmax, softmax_grad
from dlnotes.nn.special import erf

__all__ = [
    "Activation",
    "Adam",
    "BatchNorm1d",
    "Conv1d",
    "Layer",
    "Linear",
    "Residual",
    "SGD",
    "Sequential",
    "binary_cross_entropy",
    "binary_cross_entropy_grad",
    "conv_output_size",
    "cross_entropy",
    "cross_entropy_grad",
    "erf",
    "fan_in_uniform",
    "fourier_features",
    "gaussian",
    "gaussian_grad",
    "gelu",
    "gelu_grad",
    "gradcheck",
    "kaiming_normal",
    "kaiming_uniform",
    "kl",
    "kl_grad",
    "l2",
    "l2_grad",
    "log_softmax",
    "log_softmax_grad",
    "positional_encoding",
    "psnr",
    "receptive_field",
    "relu",
    "relu_grad",
    "sigmoid",
    "sigmoid_grad",
    "silu",
    "silu_grad",
    "sine",
    "sine_grad",
    "siren_uniform",
    "softmax",
    "softmax_grad",
    "tanh",
    "tanh_grad",
    "unseen_inputs",
    "xavier_normal",
    "xavier_uniform",
    "zeros",
]
