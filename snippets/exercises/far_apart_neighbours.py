"""Each octave doubles the resolution: a row with four times the pixels needs two more
to keep neighbours apart."""

import numpy as np

from dlnotes.nn import positional_encoding


# --8<-- [start:stub]
def encode(x, bands):
    """Sines and cosines of πx, 2πx,
    4πx, …: shape (N, 2·bands).
    """
    ...  # your code


bands = None  # for 256 pixels
# --8<-- [end:stub]


# --8<-- [start:mistake]
def encode(x, bands):
    # 1, 2, 3, …
    factors = 1 + np.arange(bands)
    z = np.pi * x[:, None] * factors
    waves = [np.sin(z), np.cos(z)]
    return np.concatenate(waves, 1)


bands = 16
# --8<-- [end:mistake]


# --8<-- [start:solution]
def encode(x, bands):
    octave = 2.0 ** np.arange(bands)
    z = np.pi * x[:, None] * octave
    waves = [np.sin(z), np.cos(z)]
    return np.concatenate(waves, 1)


bands = 4 + 2
# --8<-- [end:solution]


# --8<-- [start:checker]
def apart(encoded):
    """The distances of all pairs of places: the order of the columns does not matter to them."""
    return np.linalg.norm(encoded[:, None] - encoded[None], axis=-1)


def neighbours(pixels, bands):
    """How far two neighbours of a row from -1 to 1 are apart once encoded."""
    return float(apart(positional_encoding(np.array([0.0, 2 / pixels]), bands))[0, 1])


x = np.linspace(-1, 0.9, 20)
at = x.round(1) + 0.0  # for messages: without a minus before a zero
for octaves in (1, 2, 3, 6):
    found = encode(x, octaves)
    assert found is not None, "encode() returned None: it needs a return."
    assert np.shape(found) == (20, 2 * octaves), (
        f"for 20 places and bands = {octaves} encode gave the shape {np.shape(found)}, "
        f"not (20, {2 * octaves}): a sine and a cosine for each band."
    )
    mine, true = apart(found), apart(positional_encoding(x, octaves))
    i, j = np.unravel_index(np.abs(mine - true).argmax(), mine.shape)
    assert abs(mine[i, j] - true[i, j]) < 1e-6, (
        f"with bands = {octaves} the places {at[i]:.1f} and {at[j]:.1f} come out {mine[i, j]:.3f} apart, "
        f"and should be {true[i, j]:.3f}. "
        "Compare your angles with those of the docstring, band by band."
    )
assert bands is not None, (
    "encode is right. Now `bands`: with how many octaves are neighbours "
    "among 256 pixels as far apart as among 64 with four?"
)
assert isinstance(bands, (int, np.integer)) and 1 <= bands <= 20, (
    f"bands = {bands!r}: give a whole number from 1 to 20."
)
goal, found = neighbours(64, 4), neighbours(256, int(bands))
assert found >= goal, (
    f"bands = {bands}: neighbours among 256 pixels come out {found:.3f} apart. The goal is {goal:.3f}."
)
assert neighbours(256, int(bands) - 1) < goal, (
    f"bands = {bands}: neighbours come out {found:.3f} apart, and {goal:.3f} was the goal. Fewer will do."
)
# --8<-- [end:checker]
