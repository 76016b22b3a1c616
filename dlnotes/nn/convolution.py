"""The one-dimensional convolution, written as one matrix product over columns of windows."""

import numpy as np

from dlnotes.nn.arguments import flag, integer, parameter
from dlnotes.nn.blocks import products, quiet, total
from dlnotes.nn.initialisers import fan_in_uniform
from dlnotes.nn.layers import Layer, batch
from dlnotes.nn.shapes import conv_output_size

__all__ = ["Conv1d"]


class Conv1d(Layer):
    """y[n, o, t] = b[o] + Σ_{c,i} W[o, c, i] · x[n, c, s·t + d·i − p], with x = 0 outside [0, T).

    x (N, in, T), weight W (out, in, k), bias b (out,), y (N, out, T_out) with T_out = conv_output_size(T, k,
    s, p, d). As in PyTorch the kernel is not flipped, and all entries start from U(±1/√(in·k)), drawn from
    `rng`. Raises ValueError for a kernel longer than the padded input. Dumoulin & Visin 2016, §2.

    >>> rng = np.random.default_rng(0)
    >>> layer = Conv1d(1, 1, kernel_size=2, stride=2, bias=False, rng=rng, dtype=np.float64)
    >>> layer.params["weight"][...] = [[[1.0, 10.0]]]
    >>> print(layer.forward(np.array([[[1.0, 2.0, 3.0, 4.0, 5.0]]])))
    [[[21. 43.]]]
    >>> print(layer.backward(np.ones((1, 1, 2))))  # the fifth input is in no window
    [[[ 1. 10.  1. 10.  0.]]]
    """

    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        padding=0,
        dilation=1,
        bias=True,
        *,
        rng,
        dtype=np.float32,
    ):
        super().__init__()
        self.in_channels = integer(in_channels, "in_channels")
        self.out_channels = integer(out_channels, "out_channels")
        self.kernel_size, self.stride = integer(kernel_size, "kernel_size"), integer(stride, "stride")
        self.padding, self.dilation = integer(padding, "padding", 0), integer(dilation, "dilation")
        fan_in = self.in_channels * self.kernel_size
        self.params["weight"] = fan_in_uniform(self._weight_shape, rng, fan_in, dtype)
        if flag(bias, "bias"):
            self.params["bias"] = fan_in_uniform((self.out_channels,), rng, fan_in, dtype)

    @quiet
    def forward(self, x):
        x = batch(x, self.in_channels, ndims=(3,))
        weight = parameter(self.params, "weight", self._weight_shape).reshape(self.out_channels, -1)
        columns = self._columns(x)
        y = weight @ columns  # (out, in·k) @ (N, in·k, T_out) -> (N, out, T_out)
        biased = "bias" in self.params
        if biased:
            y += parameter(self.params, "bias", (self.out_channels,))[:, None]
        return self._remember(y, columns, x.shape, biased, weight.copy())

    @quiet
    def backward(self, dout):
        dout, columns, x_shape, biased, weight = self._recall(dout)
        # The weight is shared over time and batch: a sum over both.
        dweight = total(products(dout, columns).reshape(len(dout), -1))
        dcolumns = weight.T @ dout
        self.grads["weight"] = dweight.reshape(self._weight_shape)
        if biased:
            self.grads["bias"] = total(dout)
        return self._scatter(dcolumns, x_shape)

    @property
    def _weight_shape(self):
        return self.out_channels, self.in_channels, self.kernel_size

    def _columns(self, x):
        """Every window as a column: (N, in, T) -> (N, in·k, T_out)."""
        n, channels, size = x.shape
        output_size = conv_output_size(size, self.kernel_size, self.stride, self.padding, self.dilation)
        span = self.dilation * (self.kernel_size - 1) + 1
        # (N, in, T+2p-span+1, span)
        windows = np.lib.stride_tricks.sliding_window_view(self._pad(x), span, axis=2)
        taps = windows[:, :, :: self.stride, :: self.dilation].transpose(0, 1, 3, 2)  # (N, in, k, T_out)
        return taps.reshape(n, channels * self.kernel_size, output_size)  # the one copy

    def _scatter(self, dcolumns, x_shape):
        """Add every column's gradient to the inputs its window came from: (N, in·k, T_out) -> (N, in, T)."""
        n, channels, size = x_shape
        output_size = dcolumns.shape[2]
        dtaps = dcolumns.reshape(n, channels, self.kernel_size, output_size)
        dpadded = np.zeros((n, channels, size + 2 * self.padding), dcolumns.dtype)
        for i in range(self.kernel_size):  # within one tap no input occurs twice, so += is safe
            start = i * self.dilation
            dpadded[:, :, start : start + self.stride * (output_size - 1) + 1 : self.stride] += dtaps[:, :, i]
        return np.ascontiguousarray(dpadded[:, :, self.padding : self.padding + size])

    def _pad(self, x):
        if self.padding == 0:
            return x
        n, channels, size = x.shape
        padded = np.zeros((n, channels, size + 2 * self.padding), x.dtype)
        padded[:, :, self.padding : self.padding + size] = x
        return padded
