"""The weight matrices for each setting of two switches: far wires kept or erased, copies tied or not."""

from dlnotes.figures._matrices import by_filter, draw_matrix, plain
from dlnotes.figures._units import colour_of
from dlnotes.figures.knob import Knob
from dlnotes.figures.style import bare

EXPERIMENT = "erase-and-tie"
SIZE = (4.6, 2.7)
KINDS = {
    ("all", "each its own"): "dense",
    ("near only", "each its own"): "local",
    ("all", "tied"): "tied",
    ("near only", "tied"): "shared",
}
WIRES, WEIGHTS = (tuple(dict.fromkeys(words)) for words in zip(*KINDS))
KNOBS = (Knob("wires", "wires", WIRES, start="near only"), Knob("weights", "weights", WEIGHTS, start="tied"))
GAP = 2.6
FILTERS = (4, 3, 2)


def draw(ax, result, wires, weights):
    """The weights of the three layers: a row for each unit, a column for each of its inputs. Cells of one
    colour and shade are one and the same weight, and colours and letters are those of the first figure. A
    grey cell is a weight of its own. Below each matrix stands how many weights it has."""
    kind, x, first = KINDS[wires, weights], 0.0, 0
    for layer, filters in enumerate(FILTERS, 1):
        numbers = result[f"{kind}_{layer}"]
        units, inputs = numbers.shape
        paint = by_filter(numbers.max() // filters, first) if weights == "tied" else plain
        draw_matrix(ax, x, 0, numbers, paint)
        for unit in range(units):
            number = first + unit % filters
            style = dict(fontsize=10, weight="bold", ha="left", va="center_baseline")
            ax.text(x + inputs + 0.35, -unit - 0.5, chr(ord("a") + number), color=colour_of(number), **style)
        ax.text(x + inputs / 2, -units - 1.2, numbers.max(), ha="center", va="center", fontsize=10)
        x, first = x + inputs + GAP, first + filters
    ax.set(xlim=(-0.2, x - GAP + 1.7), ylim=(-18, 0.4), xticks=(), yticks=())
    bare(ax)
    return _say(result, kind, wires, weights)


def _say(result, kind, wires, weights):
    near = "All wires" if wires == "all" else "Near wires only"
    tied = "copies tied" if weights == "tied" else "each with a weight of its own"
    counts = [result[f"{kind}_{layer}"].max() for layer in (1, 2, 3)]
    return f"{near}, {tied}: {counts[0]} + {counts[1]} + {counts[2]} = {result[f'{kind}_weights']} weights."
