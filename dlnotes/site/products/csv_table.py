"""The numbers behind a figure, as CSV: what its drawing has read of the experiment's result, and nothing
else."""

import csv
import io
import itertools

SMALLEST_PICTURE = 16  # a square of at least so many pixels a side is a picture


class Watched(dict):
    """A result that remembers what was read of it."""

    def __init__(self, result):
        super().__init__(result)
        self.read = {}

    def __getitem__(self, name):
        value = super().__getitem__(name)
        self.read[name] = value
        return value


def table(arrays: dict) -> str:
    """One column for each array, a number in its first row. An array of more dimensions is as many columns
    as it has rows, `name[i]`, `name[i,j]`; a picture is one column, pixel by pixel in reading order."""
    import numpy as np

    columns = [
        column
        for name, value in arrays.items()
        for column in _columns(name, _pictures_flat(np.asarray(value)))
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _ in columns])
    writer.writerows(itertools.zip_longest(*(values for _, values in columns), fillvalue=""))
    return out.getvalue()


def _pictures_flat(array):
    square = array.ndim >= 2 and array.shape[-1] == array.shape[-2] >= SMALLEST_PICTURE
    return array.reshape(*array.shape[:-2], -1) if square else array


def _columns(name, array):
    """(name, texts) of each column of an array."""
    import numpy as np

    if array.ndim < 2:
        yield name, [_text(value) for value in array.ravel().tolist()]
        return
    for place in np.ndindex(array.shape[:-1]):
        yield f"{name}[{','.join(map(str, place))}]", [_text(value) for value in array[place].tolist()]


def _text(value):
    """Six digits: more than any figure shows."""
    return f"{value:.6g}" if isinstance(value, float) else value
