"""Layers: `forward(x)` remembers what `backward(dout)` needs; parameters and gradients are dicts of arrays.

Parameters may be written in place or replaced; every forward reads and checks them anew, and backward uses
those of its own forward. `grads` is empty until the first backward, and each backward puts new arrays there
(it does not add to the old ones). A layer keeps a reference to its input, so do not overwrite x between
forward and backward. The dtype of the output is np.result_type(x, weight).

Every layer raises TypeError for arrays that are not float, ValueError for NaN, infinity, an empty batch or a
shape that does not fit, and RuntimeError for a backward before the first forward.
"""

import numpy as np

from dlnotes.nn.arguments import flag, floats, integer, parameter, same_shape
from dlnotes.nn.blocks import products, quiet, total
from dlnotes.nn.initialisers import fan_in_uniform

__all__ = ["Activation", "Layer", "Linear"]


class Layer:
    """What all layers share: `params`, `grads`, a mode, and a memory of the last forward.

    >>> layer = Linear(2, 1, rng=np.random.default_rng(0)).eval()
    >>> print(sorted(layer.params), layer.grads, layer.training)
    ['bias', 'weight'] {} False
    """

    children = ()

    def __init__(self):
        self.params, self.grads, self.training, self._memory = {}, {}, True, None

    def train(self, training=True):
        """Switch this layer and all in it to training (or, with False, to evaluation); returns self."""
        self.training = flag(training, "training")
        for child in self.children:
            child.train(training)
        return self

    def eval(self):
        """Switch to evaluation; returns self."""
        return self.train(False)

    def _remember(self, out, *memory):
        self._memory = (out.shape, *memory)
        return out

    def _recall(self, dout):
        """The checked `dout`, then whatever forward remembered."""
        if self._memory is None:
            raise RuntimeError(f"{type(self).__name__}: backward needs a forward before it, got none")
        shape, *memory = self._memory
        return same_shape(floats(dout, "dout"), shape, "dout"), *memory


class Linear(Layer):
    """y = xWᵀ + b; x (N, in), weight W (out, in), bias b (out,), y (N, out).

    Starts as PyTorch's, all entries from U(±1/√in), drawn from `rng`. Goodfellow,
    Bengio & Courville 2016, §6.5.

    >>> layer = Linear(2, 1, rng=np.random.default_rng(0), dtype=np.float64)
    >>> layer.params["weight"][...] = [[2.0, 3.0]]
    >>> layer.params["bias"] = np.array([1.0])
    >>> print(layer.forward(np.array([[10.0, 100.0]])))
    [[321.]]
    >>> print(layer.backward(np.array([[1.0]])), layer.grads["weight"], layer.grads["bias"])
    [[2. 3.]] [[ 10. 100.]] [1.]
    """

    def __init__(self, in_features, out_features, bias=True, *, rng, dtype=np.float32):
        super().__init__()
        self.in_features = integer(in_features, "in_features")
        self.out_features = integer(out_features, "out_features")
        self.params["weight"] = fan_in_uniform(self._weight_shape, rng, self.in_features, dtype)
        if flag(bias, "bias"):
            self.params["bias"] = fan_in_uniform((self.out_features,), rng, self.in_features, dtype)

    @quiet
    def forward(self, x):
        x = batch(x, self.in_features, ndims=(2,))
        weight = parameter(self.params, "weight", self._weight_shape)
        y = x @ weight.T  # (N, out)
        biased = "bias" in self.params
        if biased:
            y += parameter(self.params, "bias", (self.out_features,))
        return self._remember(y, x, biased, weight.copy())  # a copy, for a step may change it in place

    @quiet
    def backward(self, dout):
        dout, x, biased, weight = self._recall(dout)
        self.grads["weight"] = products(dout.T, x.T)  # the sum over the batch is inside
        if biased:
            self.grads["bias"] = total(dout)
        return dout @ weight

    @property
    def _weight_shape(self):
        return self.out_features, self.in_features


class Activation(Layer):
    """y = f(x), elementwise, from a function and its derivative; what else they need is bound by a lambda.

    Raises TypeError if one is not callable, ValueError if one changes the shape.

    >>> layer = Activation(lambda x: x**2, lambda x: 2 * x)
    >>> print(layer.forward(np.array([3.0])), layer.backward(np.array([1.0])))
    [9.] [6.]
    """

    def __init__(self, function, function_grad):
        super().__init__()
        for given in (function, function_grad):
            if not callable(given):
                raise TypeError(f"an activation and its derivative must be functions, got {given!r}")
        self.function, self.function_grad = function, function_grad

    def forward(self, x):
        x = floats(x, "x")
        return self._remember(same_shape(self.function(x), x.shape, "function(x)"), x)

    @quiet
    def backward(self, dout):
        dout, x = self._recall(dout)
        slope = same_shape(self.function_grad(x), x.shape, "function_grad(x)")
        return dout * slope


def batch(x, features, ndims):
    """`x`, if it is a float batch with `features` on axis 1 and one of the `ndims`."""
    x = floats(x, "x")
    if x.ndim not in ndims or x.shape[1] != features:
        wanted = " or ".join(f"(N, {features})" if ndim == 2 else f"(N, {features}, T)" for ndim in ndims)
        raise ValueError(f"x must have shape {wanted}, got {x.shape}")
    return x
