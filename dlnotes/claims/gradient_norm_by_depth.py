"""How the gradient's length changes with depth, with and without shortcuts."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

# Tested condition → (plain stack, the same with shortcuts).
STACKS = {
    "sigmoid-open": ("plain_sigmoid", "open_sigmoid"),
    "relu-xavier": ("plain_xavier", "note_xavier"),
    "sigmoid": ("plain_sigmoid", "note_sigmoid"),
    "relu-he": ("plain_he", "note_he"),
}


def ratio_at(result, net, depth=100):
    return float(result[f"{net}_median"][list(result["depths"]).index(depth)])


def vanishing_is_solved(result):
    at = {net: ratio_at(result, net) for pair in STACKS.values() for net in pair}
    solved = {name: at[plain] < 1e-3 < at[block] for name, (plain, block) in STACKS.items()}
    kept = 0.1 < at["open_sigmoid"] < 10 and 1e-3 < at["note_xavier"]
    lost = at["note_sigmoid"] < 1e-20 and 0.01 < at["plain_he"] < 10 and at["note_he"] > 1e6
    return Evidence(at, solved, kept and lost)


def grows_by_root_three(result):
    blocks = result["depths"] / 2
    factor, masked = (
        np.exp(np.polyfit(blocks, np.log(result[f"{net}_median"]), 1)[0]) for net in ("open_he", "note_he")
    )
    return Evidence(
        {"factor": factor, "masked": masked},
        {},
        bool(abs(factor / np.sqrt(3) - 1) < 0.03 and 1.3 < masked < factor),
    )


# Every stack with a shortcut replaced by the plain one of the same weights and activation.
without_shortcuts = replaced(
    open_sigmoid_median="plain_sigmoid_median",
    note_sigmoid_median="plain_sigmoid_median",
    note_xavier_median="plain_xavier_median",
    note_he_median="plain_he_median",
    open_he_median="plain_he_median",
)

CLAIMS = {
    "root-three-per-block": Claim(check=grows_by_root_three, control=without_shortcuts),
    "skip-and-vanishing": Claim(check=vanishing_is_solved, control=without_shortcuts),
}
