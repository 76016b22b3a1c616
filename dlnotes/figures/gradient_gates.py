"""Add, max, multiply, and a filter: numbers forward, gradients backward."""

from dlnotes.figures.style import COLOURS, INK, PAPER, bare

EXPERIMENT = "gradient-routing"
SIZE = (4.6, 6.85)
GATES = {
    "add": ("+", "copies"),
    "max": ("max", "sends all to the winner"),
    "multiply": ("×", "swaps the inputs and scales"),
}


def draw(ax, result):
    """Black numbers travel to the right, the coloured gradients below them to the left; every gate is sent
    the same gradient from above. Add hands on the whole of it twice, max gives it to the larger input,
    multiply gives each input the *other* input's share. A filter is an add with weights on its wires, and so
    each unit receives the gradient times its own weight."""
    y = 0.0
    ax.text(4.45, y, "$\\rightarrow$ forward", color=COLOURS["forward"], ha="right", va="center")
    ax.text(4.45, y - 0.22, "$\\leftarrow$ backward", color=COLOURS["backward"], ha="right", va="center")
    for name, (symbol, verb) in GATES.items():
        _title(ax, y, name, verb)
        y -= 1.42
        inputs = zip(result["inputs"], result[f"{name}_received"], strict=True)
        _gate(ax, y + 0.64, symbol, [*inputs], (result[f"{name}_out"], result["upstream"]))
    _title(ax, y, "filter", "scales by each wire's weight")
    y -= 2.36
    inputs = zip(result["units"], result["filter_received"], strict=True)
    output = result["filter_out"], result["upstream"]
    _gate(ax, y + 1.1, "+", [*inputs], output, result["weights"])
    ax.set_xlim(0, 4.5)
    ax.set_ylim(y + 0.02, 0.12)
    bare(ax)


def _title(ax, y, name, verb):
    ax.text(0.02, y, name, weight="bold", va="center")
    ax.text(0.86, y, verb, va="center")


def _gate(ax, y, symbol, inputs, output, weights=None):
    """`inputs` and `output` are pairs: the number that goes forward, and the gradient that comes back."""
    heights = [y + 0.48 * ((len(inputs) - 1) / 2 - i) for i in range(len(inputs))]
    centre = 2.95
    for i, (height, pair) in enumerate(zip(heights, inputs, strict=True)):
        ax.plot([0.15, 1.0, centre], [height, height, y], color=INK, lw=1, zorder=1)
        _numbers(ax, 0.58, height, *pair)
        if weights is not None:
            on_wire, patch = height + (y - height) * 0.165, dict(facecolor=PAPER, edgecolor="none", pad=1.5)
            ax.text(1.32, on_wire, f"× {_show(weights[i])}", ha="center", va="center", bbox=patch)
    ax.plot([centre, 4.4], [y, y], color=INK, lw=1, zorder=1)
    _numbers(ax, 3.85, y, *output)
    ax.scatter(centre, y, s=760, facecolor=PAPER, edgecolor=INK, lw=1.2, zorder=3)
    size = 11 if len(symbol) > 1 else 14
    ax.text(centre, y, symbol, ha="center", va="center_baseline", zorder=4, fontsize=size)


def _numbers(ax, x, y, forward, backward):
    ax.text(x, y + 0.03, _show(forward), color=COLOURS["forward"], ha="center", va="bottom")
    ax.text(x, y - 0.05, _show(backward), color=COLOURS["backward"], ha="center", va="top", weight="bold")


def _show(number):
    return f"{float(number):g}".replace("-", "\u2212")
