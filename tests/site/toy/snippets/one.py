"""One."""
# --8<-- [start:one]
one = 1
# --8<-- [end:one]
assert one == 1
