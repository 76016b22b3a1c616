"""Three networks draw one picture, seen at many moments of their training: the pictures, and the score of each.

The networks, the picture and the training are those of `image_reconstruction`; one start, its first, is watched more closely.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments import image_reconstruction
from dlnotes.experiments.image_reconstruction import RECIPES, chessboard, picture, reconstruct
from dlnotes.nn import psnr

PIXELS = ("all", "half")  # that the network is given


STEPS = (0, 2, 5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400)


@dataclass(frozen=True)
class Config:
    networks: tuple = ("relu", "encoding", "gaussian")
    seed: int = 0
    training: image_reconstruction.Config = image_reconstruction.Config(snapshots=STEPS)


def cases(config=Config()):
    """Every network that is trained: (name, pixels)."""
    return [(name, pixels) for name in config.networks for pixels in PIXELS]


def run_case(config, case):
    """Its pictures and scores, in the order of the snapshots."""
    name, pixels = case
    _, _, frames = reconstruct(RECIPES[name], pixels, config.seed, config.training)
    target, kept = picture(config.training.size), [frames[step] for step in config.training.snapshots]
    return np.stack([greys(frame) for frame in kept]), *np.transpose(
        [judge(frame, target, pixels) for frame in kept]
    )


def greys(frame):
    """A network's answer as a picture of bytes."""
    return np.round(255 * np.clip(frame, 0, 1)).astype(np.uint8)


def judge(frame, target, pixels):
    """PSNR on the pixels that were given and on those that were not; of "all" the second is nan."""
    if pixels == "all":
        return psnr(frame, target), np.nan
    given = chessboard(len(target)).reshape(target.shape)
    return psnr(frame[given], target[given]), psnr(frame[~given], target[~given])


def collect(config, outcomes):
    """Per network over the steps: `_fit` given all pixels, `_seen` and `_unseen` given half; and when the unseen ones were drawn best."""
    steps = np.array(config.training.snapshots)
    result = {"steps": steps}
    for (name, pixels), (frames, given, withheld) in zip(cases(config), outcomes, strict=True):
        result[f"{name}_{pixels}_frames"] = frames
        if pixels == "all":
            result[f"{name}_fit"] = given
        else:
            best = int(withheld.argmax())
            result |= {f"{name}_seen": given, f"{name}_unseen": withheld}
            result |= {
                f"{name}_best": withheld[best],
                f"{name}_best_at": steps[best],
                f"{name}_lost": withheld[best] - withheld[-1],
            }
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
