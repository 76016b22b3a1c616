"""Batch normalisation over every axis but the channels'."""

import numpy as np

from dlnotes.nn.arguments import float_dtype, floats, integer, interval, parameter, positive, real
from dlnotes.nn.blocks import quiet, total
from dlnotes.nn.layers import Layer, batch

__all__ = ["BatchNorm1d"]


class BatchNorm1d(Layer):
    """y = γ·(x − μ)/√(σ² + eps) + β per channel; x (N, C) or (N, C, T), γ `weight` (C,), β `bias` (C,).

    In training, μ and σ² are the batch's mean and (biased) variance, and `running_mean`, `running_var` (C,)
    move towards them by `momentum`, the variance unbiased, as in PyTorch; in evaluation they are used
    instead. The variance is the mean of squared deviations: E[x²] − E[x]² cancels and can come out negative.
    Raises ValueError in training if a channel has only one value or its variance overflows. Ioffe & Szegedy
    2015, algorithm 1.

    >>> layer = BatchNorm1d(1, eps=1e-12, dtype=np.float64)
    >>> print(layer.forward(np.array([[1.0], [3.0]])).ravel(), layer.running_mean, layer.running_var)
    [-1.  1.] [0.2] [1.1]
    """

    def __init__(self, num_features, eps=1e-5, momentum=0.1, *, dtype=np.float32):
        super().__init__()
        self.num_features, self.eps = integer(num_features, "num_features"), positive(eps, "eps")
        self.momentum = float(interval(np.asarray(real(momentum, "momentum")), "momentum"))
        dtype = float_dtype(dtype)
        self.params = {"weight": np.ones(num_features, dtype), "bias": np.zeros(num_features, dtype)}
        self.running_mean, self.running_var = np.zeros(num_features, dtype), np.ones(num_features, dtype)

    @quiet
    def forward(self, x):
        x = batch(x, self.num_features, ndims=(2, 3))
        weight, bias = (parameter(self.params, name, (self.num_features,)) for name in ("weight", "bias"))
        mean, variance = self._moments(x)
        scale = _spread(1 / np.sqrt(variance + self.eps), x.ndim)
        normal = (x - _spread(mean, x.ndim)) * scale
        weight = _spread(weight.copy(), x.ndim)
        y = normal * weight
        y += _spread(bias, x.ndim)
        return self._remember(y, normal, scale, weight, self.training)

    @quiet
    def backward(self, dout):
        dout, normal, scale, weight, training = self._recall(dout)
        self.grads["weight"] = total(dout * normal)
        self.grads["bias"] = total(dout)
        dnormal = dout * weight
        if not training:  # μ and σ² were constants
            return dnormal * scale
        through_mean = _spread(self._mean(dnormal), dout.ndim)
        through_variance = normal * _spread(self._mean(dnormal * normal), dout.ndim)
        return (dnormal - through_mean - through_variance) * scale

    def _moments(self, x):
        """The μ and σ² of this forward, (C,) each; in training, the running ones follow."""
        if not self.training:
            return self.running_mean, self.running_var
        count = x.size // self.num_features
        if count < 2:
            raise ValueError(f"training needs at least 2 values per channel, got x of shape {x.shape}")
        with np.errstate(over="ignore", invalid="ignore"):  # refused on the next line
            mean = self._mean(x)
            variance = self._mean(np.square(x - _spread(mean, x.ndim)))
        floats(variance, f"the variance in {variance.dtype}")
        self.running_mean += self.momentum * (mean - self.running_mean)
        self.running_var += self.momentum * (variance * count / (count - 1) - self.running_var)
        return mean, variance

    def _mean(self, x):
        """Per channel, (C,)."""
        return total(x) / x.dtype.type(x.size // self.num_features)


def _spread(per_channel, ndim):
    """(C,) as it is for (N, C); (C, 1) for (N, C, T), so that it broadcasts along the channels."""
    return per_channel[:, None] if ndim == 3 else per_channel
