"""The way back from each of many starting logits, for the reader to turn."""

from dlnotes.experiments.starting_logit import Config, optimisers
from dlnotes.figures.knob import Knob, number
from dlnotes.figures.style import COLOURS, FAINT, MUTED

EXPERIMENT = "starting-logit"
SIZE = (4.6, 4.5)
LAYOUT = [["slope"], ["output"]]
KNOBS = (
    Knob("start", "starting logit z₀", Config.starts, start=-6.0, text="{:g}"),
    Knob("optimiser", "steps by", optimisers(), start=optimisers()[0]),
)


def draw(ax, result, start, optimiser):
    r"""The label is 1. Above: the two slopes over the logit, with dots where we start. Below: the output
    $Y=\sigma(z)$ after each step, until it passes [[starting-logit.goal:g]] (dot). Turn $z_0$ to the left,
    and L2's upper dot climbs to nothing while its curve below lies flat for longer and longer. Then let Adam
    take the steps. The axis of steps is logarithmic from 1 on."""
    column, row = list(Config.starts).index(start), optimisers().index(optimiser)
    slope, output = ax["slope"], ax["output"]
    slope.axhline(0, color=FAINT, lw=1)
    output.axhline(result["goal"], color=FAINT, lw=1)
    for loss in ("l2", "kl"):
        colour = COLOURS[loss]
        slope.plot(result["z"], result[f"{loss}_slope"], color=colour, lw=1.4)
        slope.plot(start, result[f"{loss}_start_slope"][column], "o", color=colour, ms=6)
        found = (result[f"{loss}_{part}"] for part in ("steps", "landed", "outputs"))
        steps, landed, outputs = (values[row, column] for values in found)
        before = result["looks"] < steps
        output.plot([*result["looks"][before], steps], [*outputs[before], landed], color=colour, lw=1.4)
        output.plot(steps, landed, "o", color=colour, ms=6)
    slope.text(-6, -0.9, "KL", color=COLOURS["kl"], ha="center")
    slope.text(0.6, -0.26, "L2", color=COLOURS["l2"], ha="center")
    slope.set(xlim=(-12.5, 4.5), ylim=(-1.12, 0.12), xticks=range(-12, 5, 4), yticks=(-1, -0.5, 0))
    slope.set(title="slope $d\\,$Div$/dz$", xlabel="logit $z$")
    output.set_xscale("symlog", linthresh=1, linscale=0.5)
    powers = [10**power for power in range(6)]
    output.set(xlim=(-0.1, 4e5), ylim=(-0.04, 1.17), xticks=[0, *powers], yticks=(0, 0.5, 1))
    output.set(title="output $Y$", xlabel="step")
    output.minorticks_off()
    output.text(0, result["goal"] + 0.03, f"{result['goal']}", color=MUTED, fontsize=10)
    return _say(start, optimiser, result, row, column)


def _say(start, optimiser, result, row, column):
    pull = result["kl_start_slope"][column] / result["l2_start_slope"][column]
    kl, l2 = (int(result[f"{loss}_steps"][row, column]) for loss in ("kl", "l2"))
    way = optimiser if row else f"{optimiser}, step size 1"
    return (
        f"From z₀ = {number(start, '{:g}')} KL pulls {pull:,.0f} times as hard as L2. "
        f"Until Y passes {result['goal']} ({way}): {_steps(kl)} with KL, {_steps(l2)} with L2."
    )


def _steps(count):
    return f"{count:,} step{'s' * (count != 1)}"
