"""Labels flipped on purpose: does a shortcut keep a net from learning them by heart?"""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence

TASKS = ("hyperplane", "spiral")


def wrong_labels_are_learnt(result):
    learnt, test = (np.median(result[name], axis=-1) for name in ("learnt", "test"))  # (task, depth, kind)
    gain = np.median(result["test"][:, :, 1] - result["test"][:, :, 0], axis=-1)  # (task, depth), paired
    prevented = {
        f"{task}-{depth}": learnt[i, j, 1] < 0.5 * learnt[i, j, 0]
        for i, task in enumerate(TASKS)
        for j, depth in enumerate(result["depths"])
    }
    by_heart = learnt[0, 1].min() > 95 and learnt[1, 1, 1] > learnt[1, 1, 0] - 5
    side_effect = gain[0, 1] > 3 and test[0, 0, 1] > test[0, 1, 1] + 5
    return Evidence(
        {"by_heart": learnt[0, 1, 1], "gain_hyperplane": gain[0, 1], "gain_spiral": gain[1, 1]},
        prevented,
        bool(by_heart and side_effect),
    )


def kinds_exchanged(result):
    return result | {name: result[name][:, :, ::-1] for name in ("learnt", "test")}


CLAIMS = {"overfitting-not-prevented": Claim(wrong_labels_are_learnt, kinds_exchanged)}
