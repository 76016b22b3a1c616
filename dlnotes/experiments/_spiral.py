"""Two arms that wind around each other, and the minibatch descent that learns to tell them apart."""

import numpy as np

from dlnotes.experiments._blocks import in_one_array
from dlnotes.nn import SGD, cross_entropy_grad


def spiral(examples, turns, noise, rng):
    """Points (N, 2) of two arms, and their labels (N,)."""
    labels = np.arange(examples) % 2
    radius = np.sqrt(rng.uniform(0.02, 1, examples))
    angle = 2 * np.pi * turns * radius + np.pi * labels
    points = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return (points + noise * rng.normal(size=points.shape)).astype(np.float32), labels


def rates(steps, warm_up, lr):
    """The rate of each step: linear warm-up, then half a cosine down to (almost) nothing."""
    rising = [lr * (step + 1) / warm_up for step in range(warm_up)]
    progress = [(step - warm_up) / (steps - warm_up) for step in range(warm_up, steps)]
    return rising + [lr * max(0.5 * (1 + np.cos(np.pi * done)), 1e-4) for done in progress]


def train(net, points, labels, rates, momentum, batch, rng):
    """One step of descent on a random minibatch for each of the rates."""
    params, grads = in_one_array(net)
    optimiser = SGD(params, rates[0], momentum)
    for lr in rates:
        optimiser.lr = lr
        chosen = rng.integers(0, len(points), batch)
        logits = net.forward(points[chosen])
        net.backward(cross_entropy_grad(logits, labels[chosen]))
        optimiser.step(grads())
