"""The gradient by depth for each setting of three switches, before the lines of all the others."""

from dlnotes.experiments.block_switches import NETS, NORM, SKIP, START
from dlnotes.figures.knob import Knob
from dlnotes.figures.style import COLOURS, FAINT, INK, MUTED, PAPER

EXPERIMENT = "block-switches"
SIZE = (4.6, 3.3)
KNOBS = (
    Knob("start", "starting weights", tuple(START), start="He"),
    Knob("skip", "skip connection", tuple(SKIP), start="with"),
    Knob("norm", "batch norm", tuple(NORM), start="without"),
)

NOTHING = 1e-20  # where a gradient of exactly 0 is drawn: a logarithmic axis has no place for it
BREAK = (2e-19, 1e-18)  # above that the axis is interrupted

# How the gradient goes with the depth, by the power p of depth^p between the two deepest stacks. Half a power
# is a factor of √2 for twice the depth, less than the seeds differ. An exponential outgrows any power: beyond
# the square, four times as much for twice the depth, it is called one.
STEADY, POLYNOMIAL = 0.5, 2.0


def draw(ax, result, start, skip, norm):
    """The length of the gradient at the bottom of a ReLU stack, divided by its length at the top. Bold: the
    setting that is switched on, the median of [[block-switches.seeds:d]] random starts with a band from the
    10th to the 90th percentile; grey without a skip connection, orange with one, blue with one and batch
    norm. Pale: the medians of all other settings. Below the break of the axis lies a gradient of exactly 0,
    for which a logarithm has no place."""
    chosen = NETS.index((skip, start, norm))
    depths, median = result["depths"], result["median"].clip(NOTHING)
    ax.axhline(1, color=MUTED, lw=0.8, zorder=0)
    for other in median:
        ax.plot(depths, other, color=FAINT, lw=1.2, zorder=1)
    colour = _colour(skip, norm)
    low, high = (result[end][chosen].clip(NOTHING) for end in ("low", "high"))
    ax.fill_between(depths, low, high, color=colour, alpha=0.2, lw=0)
    bold = dict(color=colour, marker="o", ms=4, lw=2.6, clip_on=False, zorder=3)
    ax.plot(depths, median[chosen], **bold)
    ax.set(yscale="log", xlim=(0, 103), ylim=(NOTHING / 20, 1e11))
    ax.set(xlabel="depth (layers of weights)", title="bottom / top")
    _ticks(ax)
    return _say(result, chosen)


def _colour(skip, norm):
    if skip == "without":
        return COLOURS["plain"]
    return COLOURS["residual" if norm == "with" else "skip"]


def _ticks(ax):
    """Powers of ten, and below a break of the axis the place of 0."""
    powers = (-15, -10, -5, 0, 5, 10)
    names = [f"$10^{{{power}}}$" if power else "1" for power in powers]
    ax.set_yticks([NOTHING, *(10.0**power for power in powers)], ["0", *names])
    ax.minorticks_off()
    ax.plot([0, 0], BREAK, color=PAPER, lw=2, clip_on=False, zorder=4)
    slashes = dict(ls="", marker=[(-1, -0.6), (1, 0.6)], ms=9, color=INK, mew=0.8)
    ax.plot([0, 0], BREAK, **slashes, clip_on=False, zorder=5)


def _say(result, chosen):
    skip, start, norm = NETS[chosen]
    weights = "branches from 0" if start == "branch from 0" else f"{start}’s weights"
    setting = f"{skip.capitalize()} skip connection, {weights}, {norm} batch norm"
    (*_, middle, deepest), (*_, before, last) = result["depths"], result["median"][chosen]
    if not result["high"][chosen].any():
        return f"{setting}: no gradient reaches the bottom, at any depth. The line lies on 0."
    length = f"{deepest} layers multiply the gradient’s length by {_times(last)}"
    doubled = f"from {middle} to {deepest} layers it changes by a factor of {_times(last / before)}"
    return f"{setting}: {length}. {behaviour(result['power'][chosen])}; {doubled}."


def behaviour(power):
    """What a gradient does that goes with the depth like depth^power."""
    if abs(power) <= STEADY:
        return "It holds"
    if abs(power) <= POLYNOMIAL:
        return "It grows slowly" if power > 0 else "It shrinks slowly"
    return "It explodes" if power > 0 else "It vanishes"


def _times(value):
    """Two digits or a little more: 641, 63, 2.5, 0.25, 4.0 × 10⁸."""
    if 10 <= value < 1000:
        return f"{value:.0f}"
    if 0.01 <= value < 10:
        return f"{value:.1f}" if value >= 1 else f"{value:.2f}"
    mantissa, exponent = f"{value:.1e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa}\u202f×\u202f10{raised}"
