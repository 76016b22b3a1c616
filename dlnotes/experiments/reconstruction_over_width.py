"""A network of Gaussian units draws one picture, for units from wide to narrow: pictures and scores.

The picture, the network and its training are those of `image_reconstruction`; one start, its first. The rates
were chosen in the same way, by `choose_rate`, width by width: the one of 1, 2, 5, 10, 20 · 10⁻³ that fits the
*seen* pixels best on seeds 100 and 101. For four of the wider units that was the largest tried, and a larger
one might fit better still.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._coordinate_net import Recipe
from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import PIXELS, greys, neighbour_mean, psnr_unseen, reconstruct

# σ → rate
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
}


@dataclass(frozen=True)
class Config:
    widths: tuple = tuple(RATES)
    seed: int = 0
    steps: int = 400
    size: int = 64
    width: int = 64


def cases(config=Config()):
    """Every network that is trained: (σ, pixels)."""
    return [(sigma, pixels) for sigma in config.widths for pixels in PIXELS]


def run_case(config, case):
    """(PSNR on what it was given, PSNR on the rest, the picture)."""
    sigma, pixels = case
    recipe = Recipe("gaussian", RATES[sigma], sigma)
    sizes = dict(size=config.size, width=config.width, steps=config.steps)
    given, withheld, frames = reconstruct(recipe, pixels, config.seed, **sizes)
    return given, withheld, greys(frames[config.steps])


def collect(config, outcomes):
    """By width: `fit` given all pixels, `seen` and `unseen` given half, the pictures.

    And where the unseen pixels were drawn best.
    """
    found = dict(zip(cases(config), outcomes, strict=True))
    fit, _, all_frames = zip(*(found[sigma, "all"] for sigma in config.widths))
    seen, unseen, half_frames = zip(*(found[sigma, "half"] for sigma in config.widths))
    target, best = cat(config.size), int(np.argmax(unseen))
    return {
        "widths": np.array(config.widths),
        "picture": target,
        "neighbours": psnr_unseen(neighbour_mean(target), target),
        "fit": np.array(fit),
        "seen": np.array(seen),
        "unseen": np.array(unseen),
        "best": unseen[best],
        "best_at": config.widths[best],
        "all_frames": np.stack(all_frames),
        "half_frames": np.stack(half_frames),
    }


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
