"""How fast a network would learn each pattern if its derivatives never changed: its kernel's spectrum.

The kernel K[i, j] is the product of the output's gradients (with respect to all parameters) at the points i
and j of a circle, given to the network as (cos, sin). Along an eigenvector of K gradient descent with a small
step shrinks the error at a rate proportional to the eigenvalue, as long as K does not change; Jacot et al.
2018. Adam on a finite network is another matter, so the spectrum is only compared with short fits, by rank.
The fits also show in which order waves are learnt; a table, one number for each place, has no such order.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments import _waves
from dlnotes.experiments._coordinate_net import Recipe, network
from dlnotes.nn import Linear, fan_in_uniform, positional_encoding

# The rates are those of spectral-bias-1d, and 10⁻² for the four that are not among its networks.
RECIPES = _waves.RECIPES | {
    "tanh": Recipe("tanh", 1e-2),
    "octaves2": Recipe("relu", 1e-2, bands=2),
    "wide": Recipe("gaussian", 1e-2, sigma=1.0),
    "narrow": Recipe("gaussian", 1e-2, sigma=0.03),
}


@dataclass(frozen=True)
class Config:
    recipes: tuple = tuple(RECIPES)
    seeds: tuple = (500, 501, 502, 503, 504)
    points: int = 128
    width: int = 64
    floor: float = 1e-3  # patterns learnt a thousand times slower than the first do not count
    frequencies: tuple = (2, 5, 9, 15, 24)  # of the short fits, which are those of spectral-bias-1d
    fitted: int = 256  # points of theirs
    steps: int = 200


def features(recipe, points):
    """The circle as the network sees it: (cos, sin), or with the sines and cosines of the doubled angles."""
    turn = np.arange(points) / points * 2 - 1
    return positional_encoding(turn, recipe.bands or 1)


def started(recipe, rng, inputs, width=64):
    """The network in float64, its last layer as U(±1/√in) too.

    Started at zero it would leave K to the last layer alone.
    """
    net = network(recipe, rng, inputs, width)
    for param in net.layers[-1].params.values():
        param[...] = fan_in_uniform(param.shape, rng, fan_in=width)
    for layer in net.layers:
        layer.params |= {name: param.astype(np.float64) for name, param in layer.params.items()}
    return net


def kernel(net, x):
    """K (N, N): for each linear layer, the products of the gradients at its output times those of its inputs.

    The bias counts as the weight of an input that is always 1.
    """
    entering = []
    for layer in net.layers:
        entering.append(x)
        x = layer.forward(x)
    total, delta = 0, np.ones_like(x)
    for layer, before in zip(reversed(net.layers), reversed(entering), strict=True):
        if isinstance(layer, Linear):
            total = total + (delta @ delta.T) * (before @ before.T + 1)
        delta = layer.backward(delta)
    return total


def spectrum(net, x):
    """Eigenvalues of the kernel, largest first, as shares of the largest."""
    values = np.linalg.eigvalsh(kernel(net, x))[::-1]
    return values / values[0]


def ranks(values):
    """0 for the smallest value, 1 for the next; equal values share the mean of their ranks."""
    values = np.asarray(values)
    smaller = (values[:, None] > values).sum(axis=1)
    equal = (values[:, None] == values).sum(axis=1)
    return smaller + (equal - 1) / 2


def rank_correlation(a, b):
    """Spearman's: the correlation of the ranks."""
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def halfway(shares):
    """The first step after which a wave is half drawn, or one more than were looked at: (frequencies,)."""
    drawn = np.vstack([shares > 0.5, np.full(shares.shape[1], True)])
    return drawn.argmax(axis=0)


def table(seed, config, rate=0.05):
    """`halfway` for one number per place, moved by gradient descent: its kernel is the identity."""
    sines = _waves.waves(config.frequencies, config.fitted, np.random.default_rng(seed))
    target, values, history = sines.sum(axis=0), 0, []
    for _ in range(config.steps + 1):
        history.append(_waves.shares(values * np.ones(config.fitted), sines))
        values = values + rate * (target - values)
    return halfway(np.array(history))


def cases(config=Config()):
    return list(config.recipes)


def run_case(config, case):
    """(spectra (seeds, points), errors of the short fits (seeds,), `halfway` of their waves)."""
    recipe, task = RECIPES[case], (config.frequencies, config.fitted, config.width, config.steps)
    x, spectra, errors, halves = features(recipe, config.points), [], [], []
    for seed in config.seeds:
        net = started(recipe, np.random.default_rng(seed), x.shape[1], config.width)
        spectra.append(spectrum(net, x))
        shares, error = _waves.learn(recipe, seed, *task, looks=range(config.steps + 1))
        errors.append(error)
        halves.append(halfway(shares))
    return np.array(spectra), np.array(errors), np.array(halves)


def collect(config, outcomes):
    result = {
        "points": config.points,
        "seeds": len(config.seeds),
        "steps": config.steps,
        "nets": len(config.recipes),
    }
    for name, (spectra, errors, halves) in zip(config.recipes, outcomes, strict=True):
        counts = (spectra > config.floor).sum(axis=1)
        result |= {
            f"{name}_spectra": spectra,
            f"{name}_patterns": np.median(counts),
            f"{name}_error": np.median(errors),
            f"{name}_halfway": halves,
        }
    result["table_halfway"] = np.array([table(seed, config) for seed in config.seeds])
    result["table_spectra"] = np.ones((len(config.seeds), config.points))
    patterns = np.array([result[f"{name}_patterns"] for name in config.recipes])
    errors = np.array([result[f"{name}_error"] for name in config.recipes])
    return result | {"agreement": rank_correlation(patterns, -errors)}


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
