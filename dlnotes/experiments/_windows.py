"""How many windows a convolution has: counted one by one, and as the note's formula says it."""


def count_windows(n, k, s=1, p=0, d=1):
    """Put the window down at 0, s, 2s, … and count where its last tap is still on the padded input."""
    return sum(start + d * (k - 1) < n + 2 * p for start in range(0, n + 2 * p, s))


def note_formula(n, k, s=1, p=0, d=1):
    """What the note says: no floor, no dilation."""
    return (n + 2 * p - k) / s + 1
