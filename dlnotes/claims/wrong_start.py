"""A network with ten classes, trained from a random and from a confidently wrong start."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence

# Tested condition → (start, optimiser).
CELLS = {"random-sgd": (0, 0), "random-adam": (0, 1), "wrong-sgd": (1, 0), "wrong-adam": (1, 1)}


def cross_entropy_is_faster(result):
    steps = np.asarray(result["steps"])  # start, optimiser, loss, seed
    later = (steps[:, :, 1:] > steps[:, :, :1]).sum(axis=-1)  # seeds in which L2 came later
    most = steps.shape[-1] - 1
    medians = np.median(steps, axis=-1)
    ratios = medians[:, :, 1] / medians[:, :, 0]  # L2 behind the softmax over cross-entropy
    return Evidence(
        {name.replace("-", "_"): ratios[at] for name, at in CELLS.items()},
        {name: later[at].min() >= most for name, at in CELLS.items()},
        bool(ratios[1].min() > 2 and later[1].min() >= most and np.all(ratios[1] > ratios[0])),
    )


def without_the_softmax_slope(result):
    """L2's slope behind the softmax, with the softmax's own slope left out, is Y − d: cross-entropy's."""
    steps = np.array(result["steps"])
    steps[:, :, 1] = steps[:, :, 0]
    return result | {"steps": steps}


CLAIMS = {"wrong-start-network": Claim(cross_entropy_is_faster, without_the_softmax_slope)}
