"""Bends."""
SLOPE = 2.0

def bend(x):
    """Twice."""
    return SLOPE * x
