"""When the sigmoid of a straight line is the probability of a class, and when it is not.

Two classes send out x from two bells (normal densities). Bayes' rule gives the probability of class 1 at
each x; it is compared with σ(wx + b) for bells of equal and unequal width, for a changed prior, and for
networks that were fitted.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._bells import bayes, calibration_error, density, features, fit, line, sample
from dlnotes.nn import erf, sigmoid


@dataclass(frozen=True)
class Config:
    means: tuple = (-1.0, 1.0)
    width: float = 1.0  # of both bells, in the equal case
    widths: tuple = (1.5, 0.6)  # of class 0 and of class 1, in the unequal case
    shifted_prior: float = 0.1  # of class 1, where the model is used; it was fitted at one half
    examples: int = 20_000
    seeds: tuple = (0, 1, 2, 3, 4)


def run(config=Config()):
    equal = (config.width, config.width)
    x = np.linspace(-5, 5, 401)
    w, b = line(config.means, config.width)
    posterior, squashed = bayes(x, config.means, equal), sigmoid(w * x + b)
    result = {
        "x": x,
        "zeros": density(x, config.means[0], config.width),
        "ones": density(x, config.means[1], config.width),
        "posterior": posterior,
        "sigmoid": squashed,
    }
    runs = [_seed(config, np.random.default_rng(seed)) for seed in config.seeds]
    seeds = {f"{name}_seeds": np.array([run[name] for run in runs]) for name in runs[0]}
    medians = {name.removesuffix("_seeds"): np.median(values) for name, values in seeds.items()}
    return result | _unequal(config, x) | _meanings() | seeds | medians


def _unequal(config, x):
    """Two widths: the log-odds are a parabola, and the posterior falls again."""
    s0, s1 = config.widths
    fine = np.linspace(-5, 5, 20_001)
    posterior = bayes(fine, config.means, config.widths)
    return {
        "wide_zeros": density(x, config.means[0], s0),
        "narrow_ones": density(x, config.means[1], s1),
        "unequal_posterior": bayes(x, config.means, config.widths),
        "curvature": (1 / s0**2 - 1 / s1**2) / 2,
        "peak": posterior.max(),
        "peak_at": fine[posterior.argmax()],
    }


def _meanings():
    """The slope of Bernoulli's log-partition function, and how near a normal's distribution comes."""
    z = np.linspace(-4, 4, 17)
    step = 1e-5
    slope = (np.logaddexp(0, z + step) - np.logaddexp(0, z - step)) / (2 * step)
    fine = np.linspace(-8, 8, 3201)
    probit = 0.5 * (1 + erf(fine / 1.702 / np.sqrt(2)))  # 1.702: the best match
    return {
        "probit_gap": abs(probit - sigmoid(fine)).max(),
        "slope_gap": abs(slope - sigmoid(z)).max(),
    }


def _seed(config, rng):
    """One draw of training and test sets: the fitted line, a shifted prior, its repair, the wrong family."""
    equal, n = (config.width, config.width), config.examples
    x, labels = sample(rng, n, config.means, equal)
    b, w = fit(features(x), labels)
    x, labels = sample(rng, n, config.means, equal)
    shifted, rare = sample(rng, n, config.means, equal, config.shifted_prior)
    repair = np.log(config.shifted_prior / (1 - config.shifted_prior))
    out = {
        "calibrated": calibration_error(sigmoid(w * x + b), labels),
        "overconfident": calibration_error(sigmoid(3 * (w * x + b)), labels),
        "shift_error": calibration_error(sigmoid(w * shifted + b), rare),
        "repaired_error": calibration_error(sigmoid(w * shifted + b + repair), rare),
    }
    x, labels = sample(rng, n, config.means, config.widths)
    test, truth = sample(rng, n, config.means, config.widths)
    for name, degree in (("straight", 1), ("quadratic", 2)):
        logits = features(test, degree) @ fit(features(x, degree), labels)
        out[f"{name}_error"] = calibration_error(sigmoid(logits), truth)
    return out
