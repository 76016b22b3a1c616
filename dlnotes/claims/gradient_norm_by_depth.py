"""How the gradient's length changes with depth, with and without shortcuts."""

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

# Tested condition → (plain stack, the same with shortcuts).
STACKS = {
    "sigmoid-open": ("plain_sigmoid", "open_sigmoid"),
    "relu-xavier": ("plain_xavier", "note_xavier"),
    "sigmoid": ("plain_sigmoid", "note_sigmoid"),
    "relu-he": ("plain_he", "note_he"),
    "relu-default": ("plain_default", "note_default"),
}


def ratio_at(result, net, depth=100):
    return float(result[f"{net}_median"][list(result["depths"]).index(depth)])


def vanishing_is_solved(result):
    at = {net: ratio_at(result, net) for pair in STACKS.values() for net in pair}
    solved = {name: at[plain] < 1e-3 < at[block] for name, (plain, block) in STACKS.items()}
    kept = 0.1 < at["open_sigmoid"] < 10 and 1e-3 < at["note_xavier"]
    lost = at["note_sigmoid"] < 1e-20 and 0.01 < at["plain_he"] < 10 and at["note_he"] > 1e6
    kept = kept and 0.1 < at["note_default"] < 10
    return Evidence(at, solved, kept and lost)


# Every stack with a shortcut replaced by the plain one of the same weights and activation.
without_shortcuts = replaced(
    open_sigmoid_median="plain_sigmoid_median",
    note_sigmoid_median="plain_sigmoid_median",
    note_xavier_median="plain_xavier_median",
    note_he_median="plain_he_median",
    note_default_median="plain_default_median",
)

CLAIMS = {
    "skip-and-vanishing": Claim(check=vanishing_is_solved, control=without_shortcuts),
}
