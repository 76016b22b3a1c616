"""How the gradient's length changes with depth, with and without skip connections."""

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

# Tested condition → (plain stack, the same with skip connections).
STACKS = {
    "relu-default": ("plain_default", "note_default"),
    "sigmoid-open": ("plain_open_sigmoid", "open_sigmoid"),
    "relu-xavier": ("plain_xavier", "note_xavier"),
    "sigmoid": ("plain_sigmoid", "note_sigmoid"),
}
FACTOR = 100.0  # by which a gradient that keeps its length may shrink or grow
DEPTH = 100


def outcome(result, net):
    """vanishes, keeps or explodes, at the deepest stack; "unclear" if the seeds disagree."""
    deepest = list(result["depths"]).index(DEPTH)
    low, high = result[f"{net}_low"][deepest], result[f"{net}_high"][deepest]
    if high < 1 / FACTOR:
        return "vanishes"
    if low > FACTOR:
        return "explodes"
    return "keeps" if low >= 1 / FACTOR and high <= FACTOR else "unclear"


def vanishing_is_solved(result):
    found = {net: outcome(result, net) for pair in STACKS.values() for net in pair}
    solved = {
        name: found[plain] == "vanishes" and found[block] in ("keeps", "explodes")
        for name, (plain, block) in STACKS.items()
    }
    solved["length"] = all(found[block] == "keeps" for name, (_, block) in STACKS.items() if solved[name])
    ours = all(found[plain] == "vanishes" for plain, _ in STACKS.values())
    ours = ours and found["note_default"] == found["open_sigmoid"] == "keeps"
    ours = ours and found["note_xavier"] == "explodes" and found["note_sigmoid"] == "vanishes"
    ours = ours and (outcome(result, "plain_he"), outcome(result, "note_he")) == ("keeps", "explodes")
    xavier = {part: float(result[f"note_xavier_{part}"][-1]) for part in ("low", "median", "high")}
    return Evidence(xavier, solved, ours)


# Every stack with skip connections replaced by the plain one of the same weights and activation.
without_skip_connections = replaced(
    **{
        f"{block}_{part}": f"{plain}_{part}"
        for plain, block in STACKS.values()
        for part in ("low", "median", "high")
    }
)

CLAIMS = {
    "skip-and-vanishing": Claim(check=vanishing_is_solved, control=without_skip_connections),
}
