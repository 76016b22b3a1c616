"""The slope of ½(y − d)² is the error y − d: the ½ swallows the 2
of the square."""

# --8<-- [start:l2]
y, d = 1.5, 1.0
divergence = 0.5 * (y - d) ** 2
slope = y - d

nudge = 1e-6
nudged = 0.5 * (y + nudge - d) ** 2
measured = (nudged - divergence) / nudge
# --8<-- [end:l2]
assert divergence == 0.125 and slope == 0.5
assert abs(measured - slope) < 1e-6
without_the_half = (y + nudge - d) ** 2 - (y - d) ** 2
assert abs(without_the_half - 2 * slope * nudge) < 1e-11
