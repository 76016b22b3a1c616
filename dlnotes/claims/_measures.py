"""What several checks measure."""

import numpy as np


def furthest(a, b):
    """The largest distance between two arrays, entry by entry."""
    return float(np.abs(np.asarray(a) - b).max())
