"""The windows of one convolution, for the reader to turn: what they read, and where the next would fall."""

from dlnotes.experiments._windows import note_formula
from dlnotes.figures._windows import FIRST_LANE, LANE, draw_inputs, draw_windows
from dlnotes.figures.knob import Knob
from dlnotes.figures.style import MUTED, bare
from dlnotes.nn import conv_output_size, unseen_inputs

KNOBS = (
    Knob("n", "inputs n", (6, 7, 8, 9, 10), start=7),
    Knob("k", "kernel k", (2, 3), start=2),
    Knob("s", "stride s", (1, 2, 3), start=2),
    Knob("p", "padding p", (0, 1), start=0),
    Knob("d", "dilation d", (1, 2), start=1),
)
LANES = 5  # as many as windows ever lie below one another
SIZE = (4.6, 1.25)


def draw(ax, result, n, k, s, p, d):
    """Numbered squares are inputs, dashed squares zeros of the padding. Each bar is one window and makes one
    output; its dots mark what it reads. The pale bar with open dots is the next window, which would hang over
    the end. Crossed squares are read by no window: whatever they hold, the outputs stay the same."""
    outputs, unseen = conv_output_size(n, k, s, p, d), unseen_inputs(n, k, s, p, d)
    for i in range(n):
        ax.text(i, 0.5, i, ha="center", va="bottom", fontsize=10, color=MUTED)
    draw_inputs(ax, 0, n, p, unseen)
    draw_windows(ax, 0, outputs, k, s, p, d, next_one=True)
    ax.set(xlim=(-1.8, 13.6), ylim=(-FIRST_LANE - LANE * (LANES - 1) - 0.2, 1.4), xticks=(), yticks=())
    bare(ax)
    return _say(n, k, s, p, d, outputs, unseen)


def _say(n, k, s, p, d, outputs, unseen):
    setting = f"{n} inputs, kernel {k}, stride {s}, padding {p}, dilation {d}"
    said = note_formula(n, k, s, p)
    note = ", as the note’s formula says" if said == outputs else f"; the note’s formula says {said:.3g}"
    return f"{setting}: {outputs} output{'s' * (outputs > 1)}{note}. {_unread(unseen)}."


def _unread(unseen):
    if not unseen:
        return "Every input is read"
    *others, last = map(str, unseen)
    if not others:
        return f"Input {last} is read by no window"
    return f"Inputs {', '.join(others)} and {last} are read by no window"
