"""A network with ten classes, trained from a random, a confidently wrong and an unsure start."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._measures import furthest

# Tested condition → (start, optimiser).
CELLS = {"random-sgd": (0, 0), "random-adam": (0, 1), "wrong-sgd": (1, 0), "wrong-adam": (1, 1)}


def cross_entropy_is_sooner(result):
    """Sooner means: before both kinds of L2, in all seeds but one."""
    steps = np.asarray(result["steps"])  # start, optimiser, loss, seed
    later = (steps[:, :, 1:] > steps[:, :, :1]).sum(axis=-1).min(axis=-1)  # seeds in which both L2 came later
    most = steps.shape[-1] - 1
    medians = np.median(steps, axis=-1)
    ratios = medians[:, :, 1] / medians[:, :, 0]  # L2 behind the softmax over cross-entropy
    at_once = furthest(result["y_landed"], result["y_labels"][:, None]) < 1e-9  # and nothing is sooner
    note = {name: later[at] >= most for name, at in CELLS.items()} | {"in-y": not at_once}
    confident = ratios[1].min() > 2 and later[1].min() >= most and np.all(ratios[1] > 1.5 * ratios[2])
    numbers = {name.replace("-", "_"): ratios[at] for name, at in CELLS.items()}
    numbers |= {"fewest": min(later[at] for at in CELLS.values())}
    numbers |= {"unsure_sgd": ratios[2, 0], "unsure_adam": ratios[2, 1]}
    return Evidence(numbers, note, bool(confident and at_once))


def wrong_but_unsure(result):
    """The rival explanation: that the start is wrong is enough, and being sure of it does not matter."""
    steps = np.array(result["steps"])
    steps[1] = steps[2]
    return result | {"steps": steps}


CLAIMS = {"faster-convergence": Claim(cross_entropy_is_sooner, wrong_but_unsure)}
