"""Two bells, the probability of a class between them, and its log-odds, for the reader to turn."""

from dlnotes.experiments.two_bells import Config
from dlnotes.figures.knob import Knob, number
from dlnotes.figures.style import COLOURS, FAINT, INK

EXPERIMENT = "two-bells"
SIZE = (4.6, 4.5)
LAYOUT = [["bells"], ["bells"], ["odds"]]
KNOBS = (
    Knob("distance", "distance of the means", Config.distances, start=2.0, text="{:g}"),
    Knob("width_0", "width of class 0", Config.widths, start=1.0, text="{:g}"),
    Knob("width_1", "width of class 1", Config.widths, start=1.0, text="{:g}"),
    Knob("prior", "prior of class 1", Config.priors, start=0.5, text="{:g}"),
)


def draw(ax, result, distance, width_0, width_1, prior):
    r"""Fills: each class's bell times its prior, the $A$ and $B$ of the text. Line: their share $A/(A+B)$,
    the probability of class 1. Below: the logarithm of $A/B$. Turn the distance or the prior, and it stays a
    line, so the curve above is $\sigma(wx+b)$. Turn one width alone: the line bends, and the probability
    comes back from where it was going."""
    chosen = (distance, width_0, width_1, prior)
    place = tuple(knob.values.index(value) for knob, value in zip(KNOBS, chosen, strict=True))
    x, (bells, odds) = result["x"], (ax["bells"], ax["odds"])
    for curve, name in zip(products(result, place), ("class 0", "class 1")):
        bells.fill_between(x, curve, color=COLOURS[name], alpha=0.35, lw=0)
    bells.plot(x, result["posterior"][place], color=INK)
    bells.tick_params(labelbottom=False)
    bells.set(xlim=(-6, 6), ylim=(0, 1.03), xticks=range(-6, 7, 2), yticks=(0, 0.5, 1))
    bells.text(0, 1.05, "class 0", color=COLOURS["class 0"], transform=bells.transAxes)
    bells.text(0.2, 1.05, "class 1", color=COLOURS["class 1"], transform=bells.transAxes)
    bells.text(0.42, 1.05, "P(class 1 | x)", color=INK, transform=bells.transAxes)
    curvature, slope, level = (float(result[name][place]) for name in ("curvature", "slope", "level"))
    odds.axhline(0, color=FAINT, lw=1)
    odds.plot(x, (curvature * x + slope) * x + level, color=INK)
    odds.set(xlim=(-6, 6), ylim=(-8, 8), xticks=range(-6, 7, 2), yticks=(-5, 0, 5))
    odds.set(title="log-odds", xlabel="$x$")
    return say(result, place)


def products(result, place):
    """Each class's bell times its prior over x; the bell of class 0 is the mirror image of one of class 1."""
    distance, width_0, width_1, prior = place
    prior = result["priors"][prior]
    return (1 - prior) * result["bells"][distance, width_0][::-1], prior * result["bells"][distance, width_1]


def say(result, place):
    """The sentence of one setting."""
    if result["curvature"][place]:
        return _bent(result, place)
    slope, level = float(result["slope"][place]), float(result["level"][place])
    return _straight(slope, level, float(result["priors"][place[-1]]))


def _straight(slope, level, prior):
    if not slope:
        everywhere = f"the probability is the prior, {prior:g}, everywhere"
        return f"The two bells are one: x says nothing, and {everywhere}."
    even = -level / slope
    w, b, x = (number(value, "{:.2f}") for value in (slope, level, even))
    outside = ", outside the picture" * (abs(even) > Config.reach)
    verdict = f"The verdict is even at x = {x}{outside}"
    return f"Equal widths: exactly σ(wx + b) with w = {w} and b = {b}. {verdict}."


def _bent(result, place):
    to, back = ("climbs", "falls") if result["curvature"][place] < 0 else ("sinks", "rises")
    extreme, turn = f"{result['extreme'][place]:.2f}", number(float(result["turn"][place]), "{:.2f}")
    shown, hidden = [], ""
    for side, end in (("left", 0), ("right", -1)):
        value = f"{result['posterior'][place][end]:.2f}"
        if value != extreme:
            shown.append(f"to {value} at the {side} edge")
        else:
            hidden += f"; on the {side} that shows only beyond the picture"
    return (
        f"Unequal widths: no sigmoid of a line. The probability {to} to {extreme} at x = {turn} "
        f"and {back} on both sides of it, {' and '.join(shown)}{hidden}."
    )
