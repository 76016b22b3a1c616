"""Half of nine."""
from dlnotes.nn import size

# --8<-- [start:stub]
half = ...
# --8<-- [end:stub]
# --8<-- [start:mistake]
half = 4.5
# --8<-- [end:mistake]
# --8<-- [start:solution]
half = 9 // 2
# --8<-- [end:solution]
# --8<-- [start:checker]
assert half is not ..., 'put a number in place of the dots'
assert half == size(9), f'{half} is not a whole number of halves'
# --8<-- [end:checker]
