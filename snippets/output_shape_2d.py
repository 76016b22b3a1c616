"""An image has two axes: the formula is used once for each, and the
weights do not depend on either."""

# --8<-- [start:shape]
from dlnotes.nn import conv_output_size


def conv2d(shape, filters, kernel, stride=1, padding=0):
    channels, height, width = shape
    high = conv_output_size(height, kernel, stride, padding)
    wide = conv_output_size(width, kernel, stride, padding)
    parameters = filters * (channels * kernel * kernel + 1)
    return (filters, high, wide), parameters


# --8<-- [end:shape]
assert conv2d((3, 227, 227), 96, 11, 4) == ((96, 55, 55), 34_944)
assert conv2d((1, 32, 32), 6, 5) == ((6, 28, 28), 156)
