"""What gradient descent has in its reach at the start: the spectra of the networks' tangent kernels."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

NETS = ("relu", "gelu", "tanh", "encoding", "gaussian", "wide", "narrow")


def every_learner_prefers(result):
    spectra = {name: result[f"{name}_spectra"] for name in NETS}
    patterns = {name: float(np.median((s > 1e-3).sum(axis=1))) for name, s in spectra.items()}
    slowest = {name: float(np.median(s[:, -1])) for name, s in spectra.items()}
    note = {
        "no-preference": max(slowest[name] for name in NETS if name != "relu") > 0.5,
        "one-preference": patterns["encoding"] < 1.5 * patterns["relu"],
    }
    uneven = max(slowest.values()) < 0.1
    moved = patterns["encoding"] > 2 * patterns["relu"] and patterns["gaussian"] > 4 * patterns["wide"]
    numbers = patterns | {"slowest": max(slowest.values())}
    return Evidence(numbers, note, bool(uneven and moved and result["agreement"] > 0.5))


def order(result, net):
    """How many times as many steps the last wave takes to half as the first to come: the median start."""
    halves = result[f"{net}_halfway"]
    return float(np.median(halves.max(axis=1) / halves.min(axis=1)))


def a_width_sets_the_bias(result):
    orders = {net: order(result, net) for net in ("wide", "gaussian", "narrow")}
    slowest = float(np.median(result["narrow_spectra"][:, -1]))
    note = {net: ratio < 2 for net, ratio in orders.items()} | {"kernel": slowest > 0.5}
    numbers = orders | {"uneven": 1 / slowest, "relu": order(result, "relu")}
    ours = min(orders["wide"], orders["gaussian"]) > 2 > orders["narrow"] and slowest < 0.1
    return Evidence(numbers, note, bool(ours))


CLAIMS = {
    "every-learner-has-a-bias": Claim(
        check=every_learner_prefers,
        control=replaced(encoding_spectra="relu_spectra", gaussian_spectra="wide_spectra"),
    ),
    "bias-is-exchanged": Claim(
        check=a_width_sets_the_bias,
        control=replaced(
            wide_halfway="table_halfway", gaussian_halfway="table_halfway", narrow_spectra="table_spectra"
        ),
    ),
}
