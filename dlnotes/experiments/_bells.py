"""Two classes that send out x from two bells (normal densities), and sigmoids fitted to their examples."""

import numpy as np

from dlnotes.nn import gaussian, sigmoid


def density(x, mean, width):
    """The normal density."""
    return gaussian(x - mean, width) / (width * np.sqrt(2 * np.pi))


def bayes(x, means, widths, prior=0.5):
    """P(class 1 | x) by Bayes' rule, from the two densities and nothing else."""
    ones, zeros = prior * density(x, means[1], widths[1]), (1 - prior) * density(x, means[0], widths[0])
    return ones / (ones + zeros)


def line(means, width, prior=0.5):
    """(w, b) of the log-odds wx + b for two bells of one width."""
    m0, m1 = means
    return (m1 - m0) / width**2, (m0**2 - m1**2) / (2 * width**2) + np.log(prior / (1 - prior))


def sample(rng, n, means, widths, prior=0.5):
    """x (n,) and labels (n,) of n independent examples."""
    labels = rng.uniform(size=n) < prior
    return rng.normal(np.where(labels, means[1], means[0]), np.where(labels, widths[1], widths[0])), labels


def features(x, degree=1):
    """(1, x, …, x^degree), one row per example."""
    return np.vander(x, degree + 1, increasing=True)


def fit(rows, labels, steps=15):
    """Weights that minimise the summed cross-entropy of σ(rows·w), by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(steps):
        p = sigmoid(rows @ weights)
        curvature = (rows * (p * (1 - p))[:, None]).T @ rows
        weights += np.linalg.solve(curvature, rows.T @ (labels - p))
    return weights


def calibration_error(p, labels, bins=20):
    """Mean distance between what was said and how often it was so, over bins of equal width in p."""
    where = np.minimum((p * bins).astype(int), bins - 1)
    said, so = np.bincount(where, p, bins), np.bincount(where, labels, bins)
    return abs(said - so).sum() / len(p)
