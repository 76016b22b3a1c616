"""The windows of a one-dimensional convolution, as views that a matrix product can read without a copy."""

import math

import numpy as np

from dlnotes.nn.shapes import conv_output_size

__all__ = ["Windows"]

ROWS = 16  # of a matrix product: with fewer it spends its time on reading, not on multiplying
ENTRIES = 262144  # of the slots at a time: 256 KiB of float32


class Windows:
    """The layout of one convolution over inputs (N, in, T): slots, and the products that read them.

    Tap i of window t reads the padded input at s·t + d·i. Slot u holds the entries d·u, d·u + s, d·u + 2s,
    … of all channels, so tap u of all windows is the beginning of slot u. If s divides d·q, tap q + u is
    slot u again, d·q/s places further on. So q slots serve a kernel of any length: q taps in each product.

    `count` is the number of windows. `groups` has one (taps, rows, places) for each matrix product: which
    columns of the weight (out, k·in), which rows and places of the slots (N, q·in, places).
    """

    def __init__(self, channels, size, kernel_size, stride, padding, dilation):
        self.channels, self.size, self.stride, self.dilation = channels, size, stride, dilation
        self.count = conv_output_size(size, kernel_size, stride, padding, dilation)
        period = stride // math.gcd(stride, dilation)
        taps = min(kernel_size, period * math.ceil(ROWS / (period * channels)))
        self.groups = []
        for first in range(0, kernel_size, taps):
            rows = channels * (min(first + taps, kernel_size) - first)
            shift = first * dilation // stride
            columns = slice(channels * first, channels * first + rows)
            self.groups.append((columns, slice(rows), slice(shift, shift + self.count)))
        self._taps, self._places = taps, shift + self.count
        self._inside = slice(padding, padding + size)
        self._reach = max(size + 2 * padding, self._entries(taps - 1).stop)

    def batches(self, examples):
        """Slices of examples whose slots fit the cache; one whole batch would go to main memory and back."""
        few = max(1, ENTRIES // (self._taps * self.channels * self._places))
        return [slice(start, min(start + few, examples)) for start in range(0, examples, few)]

    def slots(self, x):
        """(N, in, T) -> (N, q·in, places); x itself if it is the only slot."""
        padded = x
        if self._reach != self.size:
            padded = np.zeros((len(x), self.channels, self._reach), x.dtype)
            padded[:, :, self._inside] = x
        if self._is_one:
            return padded
        slots = np.empty((len(x), self._taps, self.channels, self._places), x.dtype)
        for u in range(self._taps):
            slots[:, u] = padded[:, :, self._entries(u)]
        return slots.reshape(len(x), -1, self._places)

    def add_up(self, dslots):
        """Every slot's gradient, added to the inputs that filled it: (N, q·in, places) -> (N, in, T)."""
        dpadded = dslots
        if not self._is_one:
            dpadded = np.zeros((len(dslots), self.channels, self._reach), dslots.dtype)
            for u, dslot in enumerate(np.split(dslots, self._taps, axis=1)):
                dpadded[:, :, self._entries(u)] += dslot  # no input occurs twice in one slot
        return np.ascontiguousarray(dpadded[:, :, self._inside])

    @property
    def _is_one(self):
        return self._taps == self.stride == 1

    def _entries(self, u):
        """The entries of the padded input that slot u holds."""
        first = u * self.dilation
        return slice(first, first + self.stride * (self._places - 1) + 1, self.stride)
