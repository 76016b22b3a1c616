"""Three networks draw one picture, at many moments of their training: the pictures and their scores.

The networks, the picture and the training are those of `image_reconstruction`; one start, its first,
is watched more closely.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._picture import cat
from dlnotes.experiments._reconstruction import PIXELS, RECIPES, chessboard, greys, reconstruct
from dlnotes.nn import psnr

STEPS = (0, 2, 5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400)


@dataclass(frozen=True)
class Config:
    networks: tuple = ("relu", "encoding", "gaussian")
    seed: int = 0
    steps: tuple = STEPS  # at which the picture is kept, the last one that is trained included
    size: int = 64
    width: int = 64


def cases(config=Config()):
    """Every network that is trained: (name, pixels)."""
    return [(name, pixels) for name in config.networks for pixels in PIXELS]


def run_case(config, case):
    """Its pictures and the two scores of each, in the order of the steps."""
    name, pixels = case
    sizes = dict(size=config.size, width=config.width, steps=config.steps[-1], snapshots=config.steps)
    _, _, frames = reconstruct(RECIPES[name], pixels, config.seed, **sizes)
    target, kept = cat(config.size), [frames[step] for step in config.steps]
    given, withheld = np.transpose([judge(frame, target, pixels) for frame in kept])
    return np.stack([greys(frame) for frame in kept]), given, withheld


def judge(frame, target, pixels):
    """PSNR on the pixels that were given and on those that were not; of "all" the second is nan."""
    if pixels == "all":
        return psnr(frame, target), np.nan
    given = chessboard(len(target)).reshape(target.shape)
    return psnr(frame[given], target[given]), psnr(frame[~given], target[~given])


def collect(config, outcomes):
    """Per network over the steps: `_fit` given all pixels, `_seen` and `_unseen` given half.

    And when the unseen ones were drawn best.
    """
    steps = np.array(config.steps)
    result = {"steps": steps}
    for (name, pixels), (frames, given, withheld) in zip(cases(config), outcomes, strict=True):
        result[f"{name}_{pixels}_frames"] = frames
        if pixels == "all":
            result[f"{name}_fit"] = given
        else:
            best = int(withheld.argmax())
            result |= {
                f"{name}_seen": given,
                f"{name}_unseen": withheld,
                f"{name}_best": withheld[best],
                f"{name}_best_at": steps[best],
                f"{name}_lost": withheld[best] - withheld[-1],
            }
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
