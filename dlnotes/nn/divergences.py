"""Divergences between a network's output and its target, each beside its gradient.

Shapes: a scalar is one example of one feature, (N,) is N examples of one feature, (N, features) the general
case. Each divergence sums over features and takes the mean over N, so each gradient (with respect to the
first argument) carries 1/N. Values are NumPy scalars and gradients arrays, both of the first argument's
dtype. Targets may be int or bool. A first argument that is not float is a TypeError; NaN, a shape or a range
that does not fit, a ValueError.
"""

import numpy as np

from dlnotes.nn.activations import sigmoid
from dlnotes.nn.arguments import class_labels, floats, interval, targets
from dlnotes.nn.blocks import along_last, quiet
from dlnotes.nn.softmaxes import log_softmax, softmax

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_grad",
    "cross_entropy",
    "cross_entropy_grad",
    "kl",
    "kl_grad",
    "l2",
    "l2_grad",
]


@quiet
def l2(y, d):
    """½ Σ (y − d)², mean over N. Goodfellow, Bengio & Courville 2016, §6.2.2.1.

    PyTorch's MSELoss has no ½ and takes the mean over the features as well.

    >>> print(l2(1.5, 1))
    0.125
    """
    y, d = _pair(y, d, "y")
    error = y - d
    return _batch_mean(0.5 * error * error)


@quiet
def l2_grad(y, d):
    """(y − d) / N.

    >>> print(l2_grad(1.5, 1))
    0.5
    """
    y, d = _pair(y, d, "y")
    return (y - d) / _batch_size(y)


@quiet
def kl(y, d):
    """Σ d·log(d/y) + (1 − d)·log((1 − d)/(1 − y)), mean over N: KL of Bernoulli(d) from Bernoulli(y).

    y and d are probabilities in [0, 1] and 0·log 0 = 0, its limit; so kl(d, d) is 0 for soft targets too, and
    a certain mistake costs inf. Kullback & Leibler 1951; Goodfellow, Bengio & Courville 2016, §3.13.

    >>> print(kl(1.0, 1), round(float(kl(0.9, 0)), 4), kl(0.0, 1.0))
    0.0 2.3026 inf
    """
    y, d = _probabilities(y, d)
    with np.errstate(divide="ignore", invalid="ignore"):  # log 0 is meant; 0·(−inf) is replaced by its limit
        ones = np.where(d > 0, d * (np.log(d) - np.log(y)), 0)
        zeros = np.where(d < 1, (1 - d) * (np.log1p(-d) - np.log1p(-y)), 0)
    return _batch_mean(np.maximum(ones + zeros, 0))  # rounding may leave −1e-17, a divergence cannot


@quiet
def kl_grad(y, d):
    """(−d/y + (1 − d)/(1 − y)) / N.

    A term with weight 0 is absent, so at the minimum of a hard target the slope is ∓1, not 0: that minimum
    lies on the edge of [0, 1]. Inside, the two terms cancel at y = d.

    >>> print(kl_grad(1.0, 1), kl_grad(0.0, 0), kl_grad(0.3, 0.3), round(float(kl_grad(0.9, 1)), 4))
    -1.0 1.0 0.0 -1.1111
    """
    y, d = _probabilities(y, d)
    # The slope of a certain mistake is ∓inf.
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        dones = np.where(d > 0, -d / y, 0)
        dzeros = np.where(d < 1, (1 - d) / (1 - y), 0)
    return (dones + dzeros) / _batch_size(y)


@quiet
def binary_cross_entropy(logits, d):
    """Σ log(1 + exp z) − d·z, mean over N: −d·log σ(z) − (1 − d)·log(1 − σ(z)) without forming σ.

    From logits z a confident mistake costs |z|, where the formula on probabilities says inf. d is in [0, 1].
    Goodfellow, Bengio & Courville 2016, §6.2.2.2.

    >>> print(round(float(binary_cross_entropy(0.0, 1)), 4), binary_cross_entropy(1000.0, 0))
    0.6931 1000.0
    """
    z, d = _pair(logits, d, "logits")
    softplus_tail = np.log1p(np.exp(-np.abs(z)))  # log(1 + exp z) = max(z, 0) + this
    return _batch_mean(np.maximum(z, 0) - interval(d, "d") * z + softplus_tail)


@quiet
def binary_cross_entropy_grad(logits, d):
    """(σ(z) − d) / N: the sigmoid's flat tail has cancelled.

    >>> print(binary_cross_entropy_grad(0.0, 1), binary_cross_entropy_grad(1000.0, 0))
    -0.5 1.0
    """
    z, d = _pair(logits, d, "logits")
    return (sigmoid(z) - interval(d, "d")) / _batch_size(z)


@quiet
def cross_entropy(logits, labels):
    """Mean over n of −Σ_c d[n, c]·log softmax(logits)[n, c]; logits (N, C).

    `labels` are N integers in [0, C), or (N, C) rows of probabilities that sum to 1. Stays in log space: a
    confident mistake costs its logit gap, and inf only if that does not fit the dtype. Goodfellow, Bengio &
    Courville 2016, §6.2.2.3.

    >>> print(round(float(cross_entropy(np.zeros((1, 4)), [2])), 4), round(float(np.log(4)), 4))
    1.3863 1.3863
    """
    logits, d, index = _classes(logits, labels)
    log_p = log_softmax(logits)
    if index is None:
        with np.errstate(invalid="ignore"):  # 0·(−inf) is replaced by its limit
            costs = along_last(np.where(d > 0, d * log_p, 0))
    else:
        costs = log_p[np.arange(len(index)), index]
    return 0 - costs.mean()  # 0 − x, for −x would print a perfect score as −0.0


@quiet
def cross_entropy_grad(logits, labels):
    """(softmax(logits) − d) / N, with d the labels as rows (one-hot if they are integers).

    >>> print(cross_entropy_grad(np.zeros((1, 4)), [2]))
    [[ 0.25  0.25 -0.75  0.25]]
    """
    logits, d, index = _classes(logits, labels)
    dlogits = softmax(logits)
    if index is None:
        dlogits -= d
    else:
        dlogits[np.arange(len(index)), index] -= 1
    dlogits /= len(logits)
    return dlogits


def _pair(y, d, name):
    y = floats(y, name)
    if y.ndim > 2:
        raise ValueError(f"{name} must be a scalar, (N,) or (N, features), got shape {y.shape}")
    return y, targets(d, y)


def _probabilities(y, d):
    y, d = _pair(y, d, "y")
    return interval(y, "y"), interval(d, "d")


def _classes(logits, d):
    """Logits (N, C), and either rows (N, C) of probabilities or an index (N,); the other is None."""
    logits = floats(logits, "logits")
    if logits.ndim != 2:
        raise ValueError(f"logits must have shape (N, C), got {logits.shape}")
    if np.ndim(d) == 1:
        return logits, None, class_labels(d, logits)
    d = interval(targets(d, logits, "labels"), "labels")
    total = along_last(d)[:, 0]
    if np.abs(total - 1).max() > 1e-3:
        raise ValueError(f"rows of labels must sum to 1, got {total[np.abs(total - 1).argmax()]}")
    return logits, d, None


def _batch_size(y):
    return len(y) if y.ndim else 1


def _batch_mean(costs):
    return costs.sum() / _batch_size(costs)
