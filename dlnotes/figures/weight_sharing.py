"""The three weight matrices of the note's network: dense, then local, then shared."""

import numpy as np

from dlnotes.experiments._scanner import WINDOW, convolutions, output_size, scanner, sharing
from dlnotes.figures._matrices import by_filter, draw_matrix, plain
from dlnotes.figures.style import bare

SIZE = (4.6, 7.35)
GAP = 2.2


def draw(ax, result, stack=None, size=WINDOW):
    """The weights of the three layers as matrices: a row for each unit, a column for each of its inputs.
    **Dense**: [[scanning-mlp.dense:d]] weights. **Local**: only neighbours are joined,
    [[scanning-mlp.local:d]] weights, each still its own. **Shared**: rows of one filter have one colour, and
    equal shades of it are the same number, so [[scanning-mlp.shared:d]] are left."""
    stack = stack or scanner(np.random.default_rng(0))
    patterns, fans = [], []
    for conv in convolutions(stack):
        patterns.append(sharing(conv, size))
        fans.append(conv.kernel_size * conv.in_channels)
        size = output_size(conv, size)
    counts = {
        "dense": sum(pattern.size for pattern in patterns),
        "local": sum(np.count_nonzero(pattern) for pattern in patterns),
        "shared": sum(pattern.max() for pattern in patterns),
    }
    y, width = 0.0, sum(pattern.shape[1] for pattern in patterns) + GAP * (len(patterns) - 1)
    for kind, count in counts.items():
        ax.text(0, y, f"{kind}: {count} weights", weight="bold", va="center")
        y, x, first = y - 1.2, 0.0, 0
        for pattern, fan in zip(patterns, fans):
            numbers = np.ones_like(pattern) if kind == "dense" else pattern
            paint = by_filter(fan, first) if kind == "shared" else plain
            draw_matrix(ax, x, y, numbers, paint)
            x, first = x + pattern.shape[1] + GAP, first + pattern.max() // fan
        y -= max(len(p) for p in patterns) + 1.6
    ax.set_xlim(-0.2, width + 0.2)
    ax.set_ylim(y + 1.2, 0.8)
    bare(ax)
