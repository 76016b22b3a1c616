"""A logistic regression: its answers after training, and the steps that KL and L2 need from a wrong start."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence


def answers_lie_between_the_ends(result):
    outputs, labels = np.asarray(result["outputs"]), np.asarray(result["labels"])
    at_an_end = (outputs == 0) | (outputs == 1)
    between = np.mean((outputs > 0.01) & (outputs < 0.99), axis=1)
    numbers = {
        "between": 100 * np.median(between),
        "least": 100 * between.min(),
        "most": 100 * between.max(),
        "yes": 100 * labels.mean(),
    }
    return Evidence(
        numbers,
        {"label-0": np.all(labels == 0), "ends": np.all(at_an_end)},
        bool(not at_an_end.any() and np.median(between) > 0.3 and 0.2 < labels.mean() < 0.8),
    )


def rounded(result):
    return result | {"outputs": np.round(result["outputs"])}


def wrong_weights_slow_l2_down(result):
    table = np.asarray(result["table"])[..., 0]  # seed, start, run
    scales = list(result["scales"])
    zero, far = table[:, scales.index(0)], table[:, scales.index(10)]
    most = len(table) - 1  # in all seeds but one
    faster = {
        "zero": np.sum(zero[:, 1] > zero[:, 0]) >= most,
        "wrong-own": np.sum(far[:, 1] > far[:, 0]) >= most,
        "wrong-same": np.sum(far[:, 2] > far[:, 0]) >= most,
    }
    kl, l2, same = np.median(far, axis=0)
    apart = np.median(zero[:, 1]) <= 2 * np.median(zero[:, 0]) and l2 >= 1.5 * kl and same >= 3 * kl
    ours = apart and faster["wrong-own"] and faster["wrong-same"] and not faster["zero"]
    return Evidence({"kl": kl, "l2": l2, "same": same}, faster, bool(ours))


def kl_in_every_run(result):
    table = np.array(result["table"])
    table[..., 1:, :] = table[..., :1, :]
    return result | {"table": table}


CLAIMS = {
    "answers-between-the-ends": Claim(check=answers_lie_between_the_ends, control=rounded),
    "wrong-weights": Claim(check=wrong_weights_slow_l2_down, control=kl_in_every_run),
}
