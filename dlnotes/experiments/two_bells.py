"""Two bells in many places: the probability of a class, and whether a sigmoid of a line can say it.

The bells stand symmetrically about 0. Equal widths leave log-odds that are a line; unequal ones bend them
into a parabola, and its vertex is where the probability turns.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlnotes.experiments._bells import bayes, density, line


@dataclass(frozen=True)
class Config:
    distances: tuple = tuple(half / 2 for half in range(9))  # between the means
    widths: tuple = (0.6, 1.0, 1.5)
    priors: tuple = (0.1, 0.3, 0.5, 0.7, 0.9)  # of class 1
    reach: float = 6.0  # x from −reach to reach: every vertex lies inside
    points: int = 121


def run(config=Config()):
    """Arrays by (distance, width of class 0, width of class 1, prior); `turn` is nan where nothing turns."""
    axes = config.distances, config.widths, config.widths, config.priors
    shape, x = tuple(map(len, axes)), np.linspace(-config.reach, config.reach, config.points)
    found = [setting(x, *values) for values in product(*axes)]
    out = {
        "x": x,
        "bells": bells(x, config),
        "distances": np.array(config.distances),
        "widths": np.array(config.widths),
        "priors": np.array(config.priors),
    }
    for name, first in found[0].items():
        values = np.array([one[name] for one in found])
        out[name] = values.reshape(shape + np.shape(first))
    return out


def places(distance):
    """The means of class 0 and class 1."""
    return -distance / 2, distance / 2


def bells(x, config):
    """The density of class 1 by (distance, width); that of class 0 is its mirror image."""
    return np.array([[density(x, places(d)[1], width) for width in config.widths] for d in config.distances])


def setting(x, distance, width_0, width_1, prior):
    """Posterior over x, log-odds curvature·x² + slope·x + level, and where they turn."""
    means, widths = places(distance), (width_0, width_1)
    curvature, slope, level = odds(means, widths, prior)
    out = {
        "posterior": bayes(x, means, widths, prior),
        "curvature": curvature,
        "slope": slope,
        "level": level,
        "turn": np.nan,
        "extreme": np.nan,
    }
    if curvature:
        turn = -slope / (2 * curvature)
        out |= {"turn": turn, "extreme": float(bayes(np.array(turn), means, widths, prior))}
    return out


def odds(means, widths, prior):
    """(a, w, b) of the log-odds ax² + wx + b."""
    (m0, m1), (s0, s1) = means, widths
    if s0 == s1:
        return 0.0, *line(means, s0, prior)
    curvature = (1 / s0**2 - 1 / s1**2) / 2
    level = (m0**2 / s0**2 - m1**2 / s1**2) / 2 + np.log(s0 / s1) + np.log(prior / (1 - prior))
    return curvature, m1 / s1**2 - m0 / s0**2, level
