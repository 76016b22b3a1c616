"""A network of Gaussian units draws one picture, for widths σ of the unit from wide to narrow: the pictures, and their scores.

The picture, the network and its training are those of `image_reconstruction`; one start, its first. The rates were chosen in the same way, by
`choose_rate`, width by width: the one of 1, 2, 5, 10, 20 · 10⁻³ that fits the *seen* pixels best on seeds 100 and 101. For four of the wider units
that was the largest tried, and a larger one might fit better still.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments import image_reconstruction
from dlnotes.experiments.image_reconstruction import Recipe, chessboard, neighbour_mean, picture, reconstruct
from dlnotes.experiments.reconstruction_over_steps import PIXELS, greys
from dlnotes.nn import psnr

RATES = {
    1.0: 2e-2,
    0.5: 1e-2,
    0.3: 2e-2,
    0.2: 2e-2,
    0.15: 2e-2,
    0.1: 1e-2,
    0.07: 1e-2,
    0.05: 1e-2,
    0.03: 5e-3,
    0.02: 2e-3,
}  # σ → rate


@dataclass(frozen=True)
class Config:
    widths: tuple = tuple(RATES)
    seed: int = 0
    training: image_reconstruction.Config = image_reconstruction.Config(snapshots=())


def cases(config=Config()):
    """Every network that is trained: (σ, pixels)."""
    return [(width, pixels) for width in config.widths for pixels in PIXELS]


def run_case(config, case):
    """(PSNR on what it was given, PSNR on the rest, the picture)."""
    width, pixels = case
    given, withheld, frames = reconstruct(
        Recipe("gaussian", RATES[width], sigma=width), pixels, config.seed, config.training
    )
    return given, withheld, greys(frames[config.training.steps])


def collect(config, outcomes):
    """By width: `fit` given all pixels, `seen` and `unseen` given half, the pictures; and where the unseen pixels were drawn best."""
    found = dict(zip(cases(config), outcomes, strict=True))
    fit, seen, unseen = (
        np.array([found[width, pixels][part] for width in config.widths])
        for pixels, part in (("all", 0), ("half", 0), ("half", 1))
    )
    target = picture(config.training.size)
    hidden, best = ~chessboard(len(target)).reshape(target.shape), int(unseen.argmax())
    return {
        "widths": np.array(config.widths),
        "picture": target,
        "neighbours": psnr(neighbour_mean(target)[hidden], target[hidden]),
        "fit": fit,
        "seen": seen,
        "unseen": unseen,
        "best": unseen[best],
        "best_at": config.widths[best],
        **{
            f"{pixels}_frames": np.stack([found[width, pixels][2] for width in config.widths])
            for pixels in PIXELS
        },
    }


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
