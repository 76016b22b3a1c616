"""The shapes and parameters of a ResNet of 20 layers for pictures of
32 × 32, from formulas alone."""

# --8<-- [start:conv]
from dlnotes.nn import conv_output_size


def conv(n_in, n_out, size, kernel, stride=1):
    """Output side and parameters of a convolution and its norm."""
    side = conv_output_size(size, kernel, stride, kernel // 2)
    return side, n_out * n_in * kernel**2 + 2 * n_out


# --8<-- [end:conv]
# --8<-- [start:table]
def resnet(blocks=3):
    size, params = conv(3, 16, 32, 3)
    rows, n_in = [("first conv", 16, size, params)], 16
    for n_out in (16, 32, 64):
        params = 0
        for _ in range(blocks):
            stride = 2 if n_out != n_in else 1
            if stride == 2:  # projection, for the skip connection
                params += conv(n_in, n_out, size, 1, stride)[1]
            size, first = conv(n_in, n_out, size, 3, stride)
            params += first + conv(n_out, n_out, size, 3)[1]
            n_in = n_out
        rows.append((f"{blocks} blocks", n_out, size, params))
    rows.append(("mean, linear", 10, 1, n_in * 10 + 10))
    return rows


# --8<-- [end:table]
# By hand: 3·16·9 + 32, then three blocks of two convolutions.
rows = resnet()
assert rows[0] == ("first conv", 16, 32, 464)
assert rows[1] == ("3 blocks", 16, 32, 6 * (16 * 16 * 9 + 32))
assert [row[2] for row in rows] == [32, 32, 16, 8, 1]
projections = 16 * 32 + 64 + 32 * 64 + 128
# The same net without the two projections.
assert sum(row[3] for row in rows) - projections == 269_722
