"""One scalar block: the skip connection adds 1 to the branch's slope,
and a closed last ReLU takes both away."""

# --8<-- [start:block]
from dlnotes.nn import relu, relu_grad


def scalar_block(a, w1, w2, skip):
    """The new activation, and its slope with respect to a."""
    z1 = w1 * a
    z2 = w2 * relu(z1)
    total = z2 + a if skip else z2
    branch = w2 * relu_grad(z1) * w1
    dtotal = branch + 1 if skip else branch
    return float(relu(total)), float(relu_grad(total) * dtotal)


# --8<-- [end:block]
step = 1e-6
for a, *rest in (
    (2.0, 0.5, 0.1, False),
    (2.0, 0.5, 0.1, True),
    (2.0, 0.5, -3.0, True),
    (-1.0, 0.5, 0.1, True),
):
    above, _ = scalar_block(a + step, *rest)
    below, _ = scalar_block(a - step, *rest)
    _, slope = scalar_block(a, *rest)
    assert abs(slope - (above - below) / (2 * step)) < 1e-8, (a, *rest)
assert abs(scalar_block(2.0, 0.5, 0.1, True)[1] - 1.05) < 1e-12
assert scalar_block(2.0, 0.5, -3.0, True) == (0.0, 0.0)
