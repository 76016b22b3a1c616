"""One scalar block: the shortcut adds 1 to the slope of the branch, and a closed last ReLU takes both away."""

from dlnotes.nn import relu, relu_grad


# --8<-- [start:block]
def scalar_block(a, w1, w2, shortcut):
    """The new activation, and its slope with respect to a."""
    z1 = w1 * a
    z2 = w2 * relu(z1)
    total = z2 + a if shortcut else z2
    branch = w2 * relu_grad(z1) * w1
    dtotal = branch + 1 if shortcut else branch
    return float(relu(total)), float(relu_grad(total) * dtotal)


# --8<-- [end:block]

step = 1e-6
for a, w1, w2, shortcut in [
    (2.0, 0.5, 0.1, False),
    (2.0, 0.5, 0.1, True),
    (2.0, 0.5, -3.0, True),
    (-1.0, 0.5, 0.1, True),
]:
    value, slope = scalar_block(a, w1, w2, shortcut)
    quotient = (
        scalar_block(a + step, w1, w2, shortcut)[0]
        - scalar_block(a - step, w1, w2, shortcut)[0]
    ) / (2 * step)
    assert abs(slope - quotient) < 1e-8, (a, w1, w2, shortcut)
assert abs(scalar_block(2.0, 0.5, 0.1, True)[1] - 1.05) < 1e-12
assert scalar_block(2.0, 0.5, -3.0, True) == (0.0, 0.0)
