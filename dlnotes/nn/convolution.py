"""The one-dimensional convolution, as a few matrix products over shifted views of its input."""

import numpy as np

from dlnotes.nn.arguments import flag, integer, parameter
from dlnotes.nn.blocks import products, quiet, total
from dlnotes.nn.initialisers import fan_in_uniform
from dlnotes.nn.layers import Layer, batch
from dlnotes.nn.windows import Windows

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
        weight = parameter(self.params, "weight", self._weight_shape)
        # A copy, for a step may change it in place; tap before channel, as in the slots.
        weight = weight.transpose(0, 2, 1).reshape(self.out_channels, -1).copy()
        biased = "bias" in self.params
        bias = parameter(self.params, "bias", (self.out_channels,))[:, None] if biased else 0
        windows = self._windows(x.shape[2])
        y = np.empty((len(x), self.out_channels, windows.count), np.result_type(x, weight))
        for few in windows.batches(len(x)):
            slots = windows.slots(x[few])
            y[few] = bias
            for taps, rows, places in windows.groups:
                y[few] += weight[:, taps] @ slots[:, rows, places]
        return self._remember(y, x, windows, biased, weight)

    @quiet
    def backward(self, dout):
        dout, x, windows, biased, weight = self._recall(dout)
        dx = np.empty(x.shape, np.result_type(dout, weight))
        dweights = []
        for few in windows.batches(len(x)):
            slots, dfew = windows.slots(x[few]), dout[few]
            dslots, dweight = np.zeros(slots.shape, dx.dtype), np.empty_like(weight)
            for taps, rows, places in windows.groups:
                # The weight is shared over time and batch: a sum over both.
                shared = products(dfew, slots[:, rows, places])
                dweight[:, taps] = total(shared.reshape(len(dfew), -1)).reshape(self.out_channels, -1)
                dslots[:, rows, places] += weight[:, taps].T @ dfew
            dweights.append(dweight.ravel())
            dx[few] = windows.add_up(dslots)
        dweight = total(np.stack(dweights)).reshape(self.out_channels, self.kernel_size, self.in_channels)
        self.grads["weight"] = np.ascontiguousarray(dweight.transpose(0, 2, 1))
        if biased:
            self.grads["bias"] = total(dout)
        return dx

    @property
    def _weight_shape(self):
        return self.out_channels, self.in_channels, self.kernel_size

    def _windows(self, size):
        return Windows(self.in_channels, size, self.kernel_size, self.stride, self.padding, self.dilation)
