"""Six activation functions with their slopes, side by side."""

from dlnotes.figures.style import COLOURS, FAINT, MUTED

EXPERIMENT = "activation-functions"
LAYOUT = [["relu", "gelu"], ["sigmoid", "tanh"], ["gaussian", "sine"]]
SIZE = (4.6, 4.8)
TITLES = {
    "relu": "ReLU",
    "gelu": "GELU",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "gaussian": "Gaussian, σ = 0.5",
    "sine": "sine",
}


def draw(ax, result):
    """Solid: what the unit answers to z. Dashed: its slope, by which a gradient is multiplied on its way
    down. Only the slopes of ReLU and GELU stay near 1 for large z.
    """
    for name, title in TITLES.items():
        axes = ax[name]
        axes.axhline(0, color=FAINT, lw=1, zorder=0)
        axes.plot(result["z"], result[name], color=COLOURS[name])
        axes.plot(result["z"], result[f"{name}_slope"], color=MUTED, lw=1.2, ls=(0, (4, 2)))
        axes.set_title(title, color=COLOURS[name])
        axes.set_xlim(-4, 4)
        axes.set_ylim(-1.4, 2.2)
        axes.set_xticks([-3, 0, 3])
        axes.set_yticks([-1, 0, 1, 2])
    for name in LAYOUT[-1]:
        ax[name].set_xlabel("z")
