"""The number of outputs is the number of windows that fit: the
fraction is rounded down."""

from dlnotes.nn import conv_output_size


# --8<-- [start:count]
def count_windows(n, kernel, stride, padding, dilation=1):
    starts = range(0, n + 2 * padding, stride)
    reach = dilation * (kernel - 1)  # from a window's first to last tap
    return sum(start + reach < n + 2 * padding for start in starts)


stem = {"kernel": 7, "stride": 2, "padding": 3}  # ResNet's first layer
said = (224 + 2 * stem["padding"] - stem["kernel"]) / stem["stride"] + 1
counted = count_windows(224, **stem)
# --8<-- [end:count]
assert said == 112.5
assert counted == conv_output_size(224, 7, 2, 3) == 112
