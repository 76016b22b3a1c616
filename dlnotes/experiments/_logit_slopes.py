"""The slope of KL and of L2 in the logit z behind Y = σ(z), for logits that are independent runs."""

import numpy as np

from dlnotes.nn import binary_cross_entropy_grad, l2_grad, sigmoid, sigmoid_grad


def kl_slope(z, d):
    return binary_cross_entropy_grad(z[None], np.full((1, len(z)), d))[0]


def l2_slope(z, d):
    dY = l2_grad(sigmoid(z)[None], np.full((1, len(z)), d))[0]
    return dY * sigmoid_grad(z)


SLOPES = {"kl": kl_slope, "l2": l2_slope}

# The same two slopes at d = 1 as functions of exp(−z), for runs of a hundred thousand steps.
FAST = {
    "kl": lambda decay: -decay / (1 + decay),
    "l2": lambda decay: -decay * decay / (1 + decay) ** 3,
}
