"""In which order a network learns the waves of a sum of sines; after Rahaman et al. (2019).

The target on 256 points of [0, 1) is a sum of sines of equal height and random phases, one per frequency. What has been learnt of
each is its share: the network's component along that sine, 0 at the start and 1 when it is drawn in full.
"""

from dataclasses import dataclass, replace

import numpy as np

from dlnotes.experiments.image_reconstruction import Recipe, inputs, network, train

# Each rate is the best of 1, 2, 5, 10, 20, 40 · 10⁻³ for the final mean squared error on seeds 100 and 101.
RECIPES = {
    "relu": Recipe("relu", 2e-2),
    "gelu": Recipe("gelu", 2e-2),
    "encoding": Recipe("relu", 1e-2, bands=5),
    "gaussian": Recipe("gaussian", 1e-2, sigma=0.1),
}


@dataclass(frozen=True)
class Config:
    recipes: tuple = tuple(RECIPES)
    seeds: tuple = (0, 1, 2, 3, 4)
    frequencies: tuple = (2, 5, 9, 15, 24)
    points: int = 256
    width: int = 64
    steps: int = 1000
    looks: int = 60  # how often the shares are taken, at steps that grow by about the same factor


def waves(config, rng):
    """The sines, one row per frequency: (frequencies, points)."""
    t, phases = np.arange(config.points) / config.points, rng.uniform(0, 2 * np.pi, len(config.frequencies))
    return np.sin(2 * np.pi * np.outer(config.frequencies, t) + phases[:, None]).astype(np.float32)


def shares(values, sines):
    """How much of each sine `values` contains: 1 is all of it."""
    return sines @ values * 2 / len(values)


def looked_at(config):
    """The steps at which the shares are taken, from 1 to the last."""
    return np.unique(np.geomspace(1, config.steps, config.looks).astype(int))


def learn(recipe, seed, config=Config()):
    """The shares at the steps of `looked_at`, (steps, frequencies), and the mean squared error at the end."""
    rng = np.random.default_rng(seed)
    sines = waves(config, rng)
    target = sines.sum(axis=0)
    place = np.linspace(-1, 1, config.points, endpoint=False, dtype=np.float32)[:, None]
    x, history, steps = inputs(recipe, place), [], set(looked_at(config))

    def watch(step, net):
        if step in steps:
            history.append(shares(net.forward(x)[:, 0], sines))

    net = network(recipe, rng, x.shape[1], config.width)
    train(net, x, target[:, None], recipe.rate, config.steps, watch)
    return np.array(history), np.square(net.forward(x)[:, 0] - target).mean()


def choose_rate(recipe, rates=(1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 4e-2), seeds=(100, 101), config=Config()):
    """The rate with the smallest mean error, on seeds that are not the reported ones."""
    errors = [np.mean([learn(replace(recipe, rate=r), s, config)[1] for s in seeds]) for r in rates]
    return rates[int(np.argmin(errors))]


def cases(config=Config()):
    return [(name, seed) for name in config.recipes for seed in config.seeds]


def run_case(config, case):
    name, seed = case
    return learn(RECIPES[name], seed, config)[0]


def collect(config, outcomes):
    found = dict(zip(cases(config), outcomes, strict=True))
    result = {
        "steps": looked_at(config),
        "frequencies": np.array(config.frequencies),
        "seeds": len(config.seeds),
    }
    for name in config.recipes:
        history = np.stack([found[name, seed] for seed in config.seeds])
        result[f"{name}_shares"] = np.median(history, axis=0)
        for k, share in zip(config.frequencies, history[:, -1].T, strict=True):
            result |= {
                f"{name}_{k}": np.median(share),
                f"{name}_{k}_low": share.min(),
                f"{name}_{k}_high": share.max(),
            }
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
