"""How much gradient reaches the bottom, by depth and kind of block."""

from dlnotes.figures.style import ACCENTS, COLOURS

EXPERIMENT = "gradient-norm-by-depth"
SIZE = (4.6, 5.4)
LAYOUT = [["he"], ["xavier"]]

LINES = {
    "he": {
        "note_he": ("note's block", COLOURS["skip"], (46, 3e6)),
        "norm": ("note's block, batch norm", COLOURS["residual"], (66, 1e3)),
        "plain_he": ("plain", COLOURS["plain"], (86, 0.03)),
    },
    "xavier": {
        "open_sigmoid": ("sigmoid block, nothing after the sum", ACCENTS["green"], (50, 1e5)),
        "plain_xavier": ("plain ReLU", COLOURS["plain"], (90, 1e-7)),
        "note_sigmoid": ("note's block,\nwith sigmoid", COLOURS["skip"], (72, 1e-33)),
        "plain_sigmoid": ("plain sigmoid", COLOURS["sigmoid"], (42, 1e-43)),
    },
}


def draw(ax, result):
    r"""The length of the gradient at the bottom of a stack, divided by its length at the top: medians of
    [[gradient-norm-by-depth.seeds:d]] random starts, with bands from the 10th to the 90th percentile. At 1
    nothing is lost or gained. Above: ReLU nets with *He's* starting weights. Without batch norm the plain
    stack keeps its gradient, and with skip connections it explodes. Below: *Xavier's* weights. Plain stacks
    vanish, and the note's block vanishes too when its last activation is a *sigmoid*."""
    for name, title in (("he", "ReLU, He's weights"), ("xavier", "Xavier's weights")):
        axis = ax[name]
        for net, (text, colour, at) in LINES[name].items():
            depths, low, high = result["depths"], result[f"{net}_low"], result[f"{net}_high"]
            axis.fill_between(depths, low, high, color=colour, alpha=0.2, lw=0)
            axis.plot(depths, result[f"{net}_median"], color=colour, marker="o", ms=3)
            axis.text(*at, text, color=colour, ha="center", va="center", fontsize=10.5)
        axis.set(yscale="log", title=title, ylabel="bottom / top", xlim=(0, 103))
    ax["he"].set(ylim=(1e-3, 1e10), yticks=[1e-2, 1, 1e2, 1e4, 1e6, 1e8])
    ax["xavier"].set(ylim=(1e-68, 1e10), yticks=[1e-60, 1e-40, 1e-20, 1])
    ax["xavier"].set_xlabel("depth (layers of weights)")
