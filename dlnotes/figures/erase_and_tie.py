"""The network's weight matrices for each setting of two switches, and the way of one spike through them."""

from matplotlib.patches import Rectangle

from dlnotes.figures._matrices import by_filter, draw_matrix, plain
from dlnotes.figures.knob import Knob
from dlnotes.figures.style import FAINT, INK, MUTED, bare

EXPERIMENT = "erase-and-tie"
SIZE = (4.6, 2.7)
KINDS = {
    ("all", "each its own"): "dense",
    ("near", "each its own"): "local",
    ("all", "tied"): "tied",
    ("near", "tied"): "shared",
}
WIRES, WEIGHTS = (tuple(dict.fromkeys(words)) for words in zip(*KINDS))
KNOBS = (
    Knob("spike", "spike at input", tuple(range(8)), start=2),
    Knob("wires", "wires", WIRES, start="all"),
    Knob("weights", "weights", WEIGHTS, start="tied"),
)
GAP = 2.6
FILTERS = (4, 3, 2)


def draw(ax, result, spike, wires, weights):
    """The three weight matrices, each with its inputs above it and its outputs on the right. Filled units are
    those that a spike at one input can reach, large cells the weights that it meets on its way. In a matrix,
    cells of one colour and shade are one and the same weight, and every grey cell is a weight of its own;
    below it stands how many there are."""
    kind = KINDS[wires, weights]
    x, lit_below = 0.0, [place == spike for place in range(8)]
    for layer, filters in enumerate(FILTERS, 1):
        numbers, reached = result[f"{kind}_{layer}"], result[f"{kind}_reached_{layer}"][spike]
        paint = by_filter(numbers.max() // filters, sum(FILTERS[: layer - 1])) if weights == "tied" else plain
        draw_matrix(ax, x, 0, numbers, paint, (numbers > 0) & lit_below)
        _units(ax, lit_below, [(x + place, 0.5) for place in range(len(lit_below))])
        below = (x + len(lit_below) / 2, -len(reached) - 1.2)
        ax.text(*below, numbers.max(), ha="center", va="center", fontsize=8.5)
        x += len(lit_below)
        _units(ax, reached, [(x + 0.5, -place - 1) for place in range(len(reached))])
        x, lit_below = x + GAP, reached
    for place in range(8):
        colour = INK if place == spike else MUTED
        ax.text(place + 0.5, 1.8, place, ha="center", va="bottom", fontsize=8.5, color=colour)
    ax.set(xlim=(-0.2, x - GAP + 1.7), ylim=(-18, 3.2), xticks=(), yticks=())
    bare(ax)
    return _say(result, kind, spike, wires, weights)


def _units(ax, reached, corners):
    """A square for each unit, filled if the spike reaches it."""
    for lit, (x, y) in zip(reached, corners):
        face, edge = (INK, INK) if lit else ("none", FAINT)
        corner = (x + 0.14, y + 0.14)
        ax.add_patch(Rectangle(corner, 0.72, 0.72, facecolor=face, edgecolor=edge, lw=0.8))


def _say(result, kind, spike, wires, weights):
    near = "All wires" if wires == "all" else "Near wires only"
    tied = "weights tied" if weights == "tied" else "each with a weight of its own"
    reached = [result[f"{kind}_reached_{layer}"][spike] for layer in (1, 2, 3)]
    units = ", then ".join(f"{row.sum()} of {len(row)}" for row in reached)
    alike = "no other spike meets exactly the same set of weights"
    others = [str(place) for place in result[f"{kind}_alike"][spike].nonzero()[0] if place != spike]
    if others:
        named = f"{', '.join(others[:-1])} and {others[-1]}"
        alike = f"spikes at {named} meet the same weights, at other units"
    return (
        f"{near}, {tied}: {result[f'{kind}_weights']} weights. "
        f"A spike at input {spike} reaches {units} units. In the first layer {alike}."
    )
