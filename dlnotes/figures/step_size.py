"""One path of gradient descent for each step size, for the reader to turn."""

from dlnotes.experiments.step_size import Config
from dlnotes.figures.knob import Knob, number
from dlnotes.figures.style import COLOURS, FAINT, INK, MUTED

EXPERIMENT = "step-size"
SIZE = (4.6, 2.7)
LAYOUT = [["cost", "path"]]
KNOBS = (Knob("eta", "step size η", Config.step_sizes, start=1.5, text="{:.1f}"),)


def draw(axes, result, eta):
    r"""Gradient descent on $\tfrac12(y-d)^2$ from $y=1.5$ to $d=1$, twelve steps of it. Left, on the curve of
    the cost; right, the output step by step. Turn the step size: the path creeps, arrives at once, swings,
    and beyond 2 it runs away."""
    row = list(Config.step_sizes).index(eta)
    path, costs = result["paths"][row], result["costs"][row]
    colour = COLOURS["l2"] if eta < 2 else INK
    left, right = axes["cost"], axes["path"]
    left.plot(result["y"], result["cost"], color=FAINT, lw=2.5, zorder=0)
    left.plot(path, costs, "o-", color=colour, lw=0.9, ms=3.5)
    left.set(xlim=(-0.1, 2.1), ylim=(-0.03, 0.62), xticks=(0, 1, 2), yticks=(0, 0.2, 0.4, 0.6))
    left.set(xlabel="output $y$", title="cost")
    right.axhline(result["target"], color=FAINT, lw=1.2)
    right.plot(path, "o-", color=colour, lw=0.9, ms=3.5)
    right.set(xlim=(-0.6, 12.6), ylim=(-0.6, 3.6), xticks=(0, 6, 12), yticks=(0, 1, 2, 3))
    right.set(xlabel="step", title="output $y$")
    right.text(12.4, 0.94, "$d$", color=MUTED, ha="right", va="top")
    return _say(eta, int(result["steps"][row]), bool(result["never"][row]))


def _say(eta, steps, never):
    factor = number(1 - eta, "{:.1f}").removesuffix(".0")
    if never:
        end = "it swings for ever." if eta == 2 else "it runs away."
    else:
        end = f"the error falls below a millionth after {steps} step{'s' * (steps != 1)}."
    return f"η = {eta:.1f}: each step multiplies the error by {factor}, and {end}"
