"""How fast a network would learn each pattern if its derivatives stayed as they are at the start: the spectrum of its tangent kernel.

The kernel K[i, j] is the product of the output's gradients (with respect to all parameters) at the points i and j of a circle, given to the network
as (cos, sin). Along an eigenvector of K gradient descent with a small step shrinks the error at a rate proportional to the eigenvalue, as long as K does not
change; Jacot et al. 2018. Adam on a finite network is another matter, so the spectrum is only compared with short fits, by rank.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments import spectral_bias_1d
from dlnotes.experiments.image_reconstruction import Recipe, network
from dlnotes.nn import Linear, fan_in_uniform, positional_encoding

# The rates are those of spectral-bias-1d, and 10⁻² for the three that are not among its networks.
RECIPES = spectral_bias_1d.RECIPES | {
    "tanh": Recipe("tanh", 1e-2),
    "octaves2": Recipe("relu", 1e-2, bands=2),
    "wide": Recipe("gaussian", 1e-2, sigma=1.0),
}


@dataclass(frozen=True)
class Config:
    recipes: tuple = tuple(RECIPES)
    seeds: tuple = (0, 1, 2, 3, 4)
    points: int = 128
    width: int = 64
    floor: float = 1e-3  # patterns learnt a thousand times slower than the first do not count
    steps: int = 200  # of the short fits


def features(recipe, points):
    """The circle as the network sees it: (cos, sin), or with the sines and cosines of the doubled angles."""
    turn = np.arange(points) / points * 2 - 1
    return positional_encoding(turn, recipe.bands or 1)


def started(recipe, rng, inputs, width=64):
    """The network in float64, its last layer as U(±1/√in) too: started at zero it would leave K to the last layer alone."""
    net = network(recipe, rng, inputs, width)
    for name, param in net.layers[-1].params.items():
        param[...] = fan_in_uniform(param.shape, rng, fan_in=width)
    for layer in net.layers:
        layer.params |= {name: param.astype(np.float64) for name, param in layer.params.items()}
    return net


def kernel(net, x):
    """K (N, N): for each linear layer, the products of the gradients at its output times those of its inputs (and 1, for the bias)."""
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
    return (values[:, None] > values).sum(axis=1) + ((values[:, None] == values).sum(axis=1) - 1) / 2


def rank_correlation(a, b):
    """Spearman's: the correlation of the ranks."""
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def cases(config=Config()):
    return list(config.recipes)


def run_case(config, case):
    """(spectra (seeds, points), errors of the short fits (seeds,))."""
    recipe = RECIPES[case]
    x = features(recipe, config.points)
    spectra = [
        spectrum(started(recipe, np.random.default_rng(seed), x.shape[1], config.width), x)
        for seed in config.seeds
    ]
    short = spectral_bias_1d.Config(steps=config.steps, looks=1, width=config.width)
    return np.array(spectra), np.array(
        [spectral_bias_1d.learn(recipe, seed, short)[1] for seed in config.seeds]
    )


def collect(config, outcomes):
    result = {
        "points": config.points,
        "seeds": len(config.seeds),
        "steps": config.steps,
        "nets": len(config.recipes),
    }
    for name, (spectra, errors) in zip(config.recipes, outcomes, strict=True):
        counts = (spectra > config.floor).sum(axis=1)
        result |= {
            f"{name}_spectra": spectra,
            f"{name}_patterns": np.median(counts),
            f"{name}_error": np.median(errors),
        }
    patterns, errors = (
        np.array([result[f"{name}_{what}"] for name in config.recipes]) for what in ("patterns", "error")
    )
    return result | {"agreement": rank_correlation(patterns, -errors)}


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
