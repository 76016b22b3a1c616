"""Three ReLUs make a hat of any width and height: one for every corner,
weighted by the change of slope there."""

import numpy as np

from dlnotes.nn import relu

# --8<-- [start:stub]
corners = []  # left to right
turns = []  # weights in the sum
# --8<-- [end:stub]

# --8<-- [start:mistake]
corners = [0.0, 0.5, 1.0]
# the slopes themselves
turns = [2.0, -2.0, 0.0]
# --8<-- [end:mistake]

# --8<-- [start:solution]
corners = [0.0, 0.5, 1.0]
turns = [2.0, -4.0, 2.0]
# --8<-- [end:solution]


# --8<-- [start:checker]
def drawn(x):
    return sum(turn * relu(x - corner) for corner, turn in zip(corners, turns))


assert len(corners) == len(turns), (
    f"there are {len(corners)} corners and {len(turns)} turns: each unit needs one of both."
)
assert len(corners) > 0, (
    "no unit yet: put a corner into `corners`, such as 0.0, and the weight of its ramp into `turns`."
)
for x in (-1.0, 0.0, 0.25, 0.5, 0.75, 1.0, 3.0):
    wanted = float(np.interp(x, [0, 0.5, 1], [0, 1, 0]))
    assert abs(drawn(x) - wanted) < 1e-9, (
        f"at x = {x} your sum is {float(drawn(x)):g} and the hat is {wanted:g}. "
        "To the left of there, which units are on, and what do their slopes add up to?"
    )
assert len(corners) == 3, (
    f"a hat, but of {len(corners)} units: fewer will do. A corner is needed only where the slope changes."
)
# --8<-- [end:checker]
