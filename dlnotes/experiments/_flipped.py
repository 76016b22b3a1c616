"""Learning from labels of which some are wrong: the linear task, the flips, and the training."""

import numpy as np

from dlnotes.experiments._blocks import in_one_array
from dlnotes.nn import Adam, cross_entropy_grad


def hyperplane(examples, teacher, rng):
    """Points (N, features) and their *right* labels: on which side of the teacher's hyperplane they lie."""
    points = rng.normal(size=(examples, len(teacher))).astype(np.float32)
    return points, (points @ teacher > 0).astype(int)


def flip(right, share, rng):
    """(labels of which this share is wrong, which of them are wrong)."""
    wrong = rng.permutation(len(right)) < round(share * len(right))
    return np.where(wrong, 1 - right, right), wrong


def train(net, points, labels, steps, lr, enough=lambda step, net: False):
    """(the net, in evaluation; steps taken): Adam on all examples at once, until `enough(step, net)`."""
    params, grads = in_one_array(net)
    optimiser = Adam(params, lr)
    for step in range(1, steps + 1):
        net.backward(cross_entropy_grad(net.forward(points), labels))
        optimiser.step(grads())
        if enough(step, net):
            break
    return net.eval(), step
