"""The fast wave that training does not find is within one layer of ReLUs:
a crease at each peak and trough."""

import numpy as np

from dlnotes.nn import relu

place = np.linspace(-1, 1, 128, endpoint=False)
fast = np.sin(2 * np.pi * 10 * place)

# --8<-- [start:stub]
corners = np.array([-1.0])
turns = np.array([0.0])
# --8<-- [end:stub]

# --8<-- [start:mistake]
n = np.arange(40)
# where the wave is zero,
# not where it turns
crossings = -1 + 0.05 * n
corners = np.append(-1, crossings)
bends = np.where(n % 2, 80, -80)
turns = np.append(40, bends)
# --8<-- [end:mistake]

# --8<-- [start:solution]
n = np.arange(40)
# peak, trough, peak, …
extremes = -1 + 0.025 + 0.05 * n
corners = np.append(-1, extremes)
bends = np.where(n % 2, 80, -80)
turns = np.append(40, bends)
# --8<-- [end:solution]

# --8<-- [start:checker]
corners, turns = np.atleast_1d(corners).astype(float), np.atleast_1d(turns).astype(float)
assert corners.ndim == 1 and corners.shape == turns.shape, (
    f"corners has shape {corners.shape} and turns {turns.shape}: each unit needs one number in both."
)
assert len(corners) <= 64, (
    f"{len(corners)} units: the page's network has 64 to fold the wave with. Where does a crease do no work?"
)
drawn = turns @ relu(place - corners[:, None])
share, missed = 2 * np.mean(drawn * fast), np.mean((drawn - fast) ** 2) / np.mean(fast**2)
error = np.abs(drawn - fast)
where = int(np.argmax(error >= min(0.5, error.max())))  # the first place where the two have parted
assert share > 0.75, (
    f"the share of the wave in your sum is {share:.2f}. "
    f"From left to right, they first part at x = {place[where]:.3f}: "
    f"the sum is {drawn[where]:.2f} and the wave {fast[where]:.2f}. "
    "Where does a zigzag with the wave's rhythm have its corners, "
    "and what is its slope on either side of one?"
)
assert missed < 0.1, (
    f"a share of {share:.2f} of the wave is in it, but the error has {missed:.0%} of the wave's power. "
    f"Look at x = {place[where]:.3f}, where the sum is {drawn[where]:.2f} and the wave {fast[where]:.2f}."
)
# --8<-- [end:checker]
