"""A stack's weights are counted in filters, channels and taps;
the places come in only where nothing is shared."""

import numpy as np

from dlnotes.nn import Conv1d

# --8<-- [start:stub]
# how many numbers are in each row
units = [16, ..., ..., ..., ...]
# weights, if every matrix is full
dense = ...
# if the far wires are erased
local = ...
# if the copies are tied as well
shared = ...
# --8<-- [end:stub]

# --8<-- [start:mistake]
units = [16, 40, 16, 6, 2]
dense = 16 * 40 + 40 * 16 + 16 * 6 + 6 * 2
# two wires for each unit
local = 2 * (40 + 16 + 6 + 2)
shared = 2 * (5 + 4 + 3 + 2)
# --8<-- [end:mistake]

# --8<-- [start:solution]
# places · filters, from 8 · 5 on
units = [16, 40, 16, 6, 2]
dense = np.dot(units[:4], units[1:])
# wires of one unit, by layer
wires = [2 * 1, 2 * 5, 2 * 4, 2 * 3]
# once for every unit
local = np.dot(units[1:], wires)
# once for every filter
shared = np.dot([5, 4, 3, 2], wires)
# --8<-- [end:solution]

# --8<-- [start:checker]
rows, wires, weights = [16], 0, 0
for below, above in [(1, 5), (5, 4), (4, 3), (3, 2)]:
    conv = Conv1d(below, above, kernel_size=2, stride=2, bias=False, rng=np.random.default_rng(0))
    conv.params["weight"] = np.ones((above, below, 2))
    spikes = np.eye(rows[-1]).reshape(rows[-1], below, -1)  # every unit below sends a 1 of its own
    answers = conv.forward(spikes)
    rows.append(answers[0].size)
    wires += np.count_nonzero(answers)
    weights += conv.params["weight"].size

assert len(units) == 5 and units[0] == 16, "units needs five numbers, and the first is the 16 inputs"
assert all(isinstance(number, (int, np.integer)) for number in [*units, dense, local, shared]), (
    "put a whole number in the place of every ..."
)
for row, (found, counted) in enumerate(zip(units, rows)):
    assert found == counted, (
        f"row {row}: the layer of dlnotes.nn does not give out {found} numbers. "
        "How often does its window of 2 fit, and how many filters look at each place?"
    )
assert dense == sum(np.multiply(rows[:-1], rows[1:])), (
    f"dense = {dense}: a full matrix has a weight for each pair of a unit and a number in the row below"
)
assert local == wires, (
    f"local = {local}: spikes sent through the layers find another number of wires. "
    "A unit of the second layer reads 2 places; how many numbers stand at each?"
)
assert shared == weights, (
    f"shared = {shared}: the four layers of dlnotes.nn hold another number of weights. "
    "A filter of the second layer reads 2 places; how many numbers stand at each?"
)
# --8<-- [end:checker]
