"""Where the windows of a convolution fall, and which inputs fall between them."""

from dlnotes.figures._windows import draw_inputs, draw_windows
from dlnotes.figures.style import bare
from dlnotes.nn import conv_output_size, unseen_inputs

SIZE = (4.6, 6.45)
# input, kernel, stride, padding, dilation
CASES = ((8, 2, 2, 0, 1), (7, 2, 2, 0, 1), (8, 3, 2, 1, 1), (8, 2, 3, 0, 1), (8, 2, 1, 0, 4))


def draw(ax, result, cases=CASES):
    """Squares are inputs, dashed squares are zeros added by padding, and each bar below is one window, with a
    dot for every input that it reads. Crossed squares are read by no window. With padding the floor often
    cuts off nothing but a zero; a stride longer than the kernel loses inputs in the middle of the signal, and
    no formula for the length shows it."""
    y = 0.0
    for case in cases:
        y = _case(ax, y, *case)
    ax.set_xlim(-1.7, 10.1)
    ax.set_ylim(y + 0.5, 0.6)
    bare(ax)


def _case(ax, y, n, k, s, p, d):
    outputs = conv_output_size(n, k, s, p, d)
    extra = "".join([f", padding {p}"] * (p > 0) + [f", dilation {d}"] * (d > 1))
    ax.text(-1.5, y, f"n = {n}, kernel {k}, stride {s}{extra}: {outputs} outputs", va="center", fontsize=9)
    y -= 1.15
    draw_inputs(ax, y, n, p, unseen_inputs(n, k, s, p, d))
    return draw_windows(ax, y, outputs, k, s, p, d) - 1.15
