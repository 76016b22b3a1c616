"""The slope of a chain of scalar blocks is the product of their slopes,
and a closed inner ReLU leaves the skip connection open."""

from dlnotes.nn import relu

BLOCKS = [(0.5, -1.0), (-2.0, 3.0), (2.0, -0.25)]  # w1 and w2 of each

# --8<-- [start:stub]
# what leaves each block
values = [..., ..., ...]
# slope of each block alone
slopes = [..., ..., ...]
# slope of the whole chain
chain = ...
# without skip connections
plain = ...
# --8<-- [end:stub]

# --8<-- [start:mistake]
values = [1, 1, 0.5]
# always 1 + w2·w1
slopes = [1 - 0.5, 1 - 6, 1 - 0.5]
chain = 0.5 * -5 * 0.5
plain = 0
# --8<-- [end:mistake]

# --8<-- [start:solution]
values = [1, 1, 0.5]
# block 2: the branch is closed
slopes = [1 - 0.5, 1, 1 - 0.5]
chain = 0.5 * 1 * 0.5
# block 1 ends in a closed ReLU
plain = 0
# --8<-- [end:solution]


# --8<-- [start:checker]
def output(a, blocks, skip=True):
    for w1, w2 in blocks:
        a = float(relu(w2 * relu(w1 * a) + (a if skip else 0.0)))
    return a


def measured(a, blocks, skip=True, step=1e-6):
    return (output(a + step, blocks, skip) - output(a - step, blocks, skip)) / (2 * step)


assert len(values) == len(slopes) == 3, "values and slopes need three numbers each, one for every block"
assert all(isinstance(number, (int, float)) for number in [*values, *slopes, chain, plain]), (
    "put a number in the place of every ..."
)
entering = 2.0
for number, block in enumerate(BLOCKS, 1):
    value, slope = values[number - 1], slopes[number - 1]
    assert abs(value - output(entering, [block])) < 1e-6, (
        f"block {number}: {entering:g} enters, and {value:g} is not what leaves. "
        f"Write down z1, its ReLU, z2, the sum z2 + {entering:g}, and the ReLU of that sum"
    )
    assert abs(slope - measured(entering, [block])) < 1e-6, (
        f"block {number}: nudge the {entering:g} that enters, "
        f"and the output does not move {slope:g} times as far. "
        "Which of the block's two ReLUs are open there?"
    )
    entering = output(entering, [block])
assert abs(chain - measured(2.0, BLOCKS)) < 1e-6, (
    f"your three slopes are right, but a nudge of the 2 does not arrive {chain:g} times as large. "
    "It passes one block after the other: what does each do to it?"
)
assert abs(plain - measured(2.0, BLOCKS, skip=False)) < 1e-6, (
    f"without skip connections a nudge of the 2 does not arrive {plain:g} times as large. "
    "Follow it through block 1: what is z2, and what does the last ReLU make of it?"
)
# --8<-- [end:checker]
