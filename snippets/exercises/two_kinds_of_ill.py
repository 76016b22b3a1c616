"""Bells of one width are not enough: a class made of two of them, one on each side,
has a posterior that no sigmoid of a line follows."""

import numpy as np

from dlnotes.nn import gaussian

# --8<-- [start:stub]
prior = 0.5  # of being ill
# each kind: (share, middle)
kinds = [(1.0, 3.0)]
# --8<-- [end:stub]

# --8<-- [start:mistake]
prior = 0.5
kinds = [(0.5, 2.0), (0.5, 6.0)]
# --8<-- [end:mistake]

# --8<-- [start:solution]
prior = 0.5
# some score too low, some too high
kinds = [(0.5, -4.0), (0.5, 4.0)]
# --8<-- [end:solution]

# --8<-- [start:checker]
assert 0 < prior < 1, f"prior = {prior}: some are ill and some are not, so it lies between 0 and 1."
assert all(len(kind) == 2 for kind in kinds), f"kinds = {kinds}: each kind is a pair, (share, middle)."
shares = [share for share, _ in kinds]
assert kinds and min(shares) > 0 and abs(sum(shares) - 1) < 1e-9, (
    f"the shares in {kinds} must be positive and add up to 1."
)
assert all(abs(middle) <= 10 for _, middle in kinds), f"kinds = {kinds}: keep the middles between -10 and 10."
assert len(kinds) > 1, (
    "one kind only: two bells of one width, and the sigmoid of a line is exact. "
    "Divide the ill into two kinds or more."
)
x = np.linspace(-15, 15, 3001)
ill = prior * sum(share * gaussian(x - middle, 1.0) for share, middle in kinds)
healthy = (1 - prior) * gaussian(x, 1.0)
posterior = ill / (ill + healthy)
# A curve that only rises must be wrong by half of the deepest fall of the posterior, one that only falls by
# half of its highest rise.
fall = (np.maximum.accumulate(posterior) - posterior).max()
rise = (posterior - np.minimum.accumulate(posterior)).max()
miss = min(fall, rise) / 2
assert miss > 0.4, (
    f"from left to right your posterior climbs by up to {rise:.2f} and falls by up to {fall:.2f}, "
    f"so a curve that only {'rises' if rise >= fall else 'falls'} can stay within {miss:.2f} of it. "
    "What would the posterior have to do to be out of reach for every curve that only rises or only falls?"
)
# --8<-- [end:checker]
