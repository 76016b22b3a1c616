"""A sum of sines, and how much of each a network has learnt at each moment of its training.

The target on points of [0, 1) is a sum of sines of equal height and random phases, one per frequency.
What has been learnt of each is its share: the network's component along that sine, 0 at the start and 1
when it is drawn in full.
"""

import numpy as np

from dlnotes.experiments._coordinate_net import Recipe, inputs, network, train

# Each rate is the best of 1, 2, 5, 10, 20, 40 · 10⁻³ for the final mean squared error on seeds 100 and 101:
# see `spectral_bias_1d.choose_rate`.
RECIPES = {
    "relu": Recipe("relu", 2e-2),
    "gelu": Recipe("gelu", 2e-2),
    "encoding": Recipe("relu", 1e-2, bands=5),
    "gaussian": Recipe("gaussian", 1e-2, sigma=0.1),
}


def waves(frequencies, points, rng):
    """The sines, one row per frequency: (frequencies, points)."""
    t, phases = np.arange(points) / points, rng.uniform(0, 2 * np.pi, len(frequencies))
    return np.sin(2 * np.pi * np.outer(frequencies, t) + phases[:, None]).astype(np.float32)


def shares(values, sines):
    """How much of each sine `values` contains: 1 is all of it."""
    return sines @ values * 2 / len(values)


def learn(recipe, seed, frequencies, points, width, steps, looks=()):
    """The shares after the steps in `looks`, (looks, frequencies), and the mean squared error at the end."""
    rng = np.random.default_rng(seed)
    sines = waves(frequencies, points, rng)
    target = sines.sum(axis=0)
    place = np.linspace(-1, 1, points, endpoint=False, dtype=np.float32)[:, None]
    x, history, looks = inputs(recipe, place), [], set(looks)

    def watch(step, net):
        if step in looks:
            history.append(shares(net.forward(x)[:, 0], sines))

    net = network(recipe, rng, x.shape[1], width)
    train(net, recipe, x, target[:, None], steps, watch)
    return np.array(history), np.square(net.forward(x)[:, 0] - target).mean()
