"""Trial."""
import numpy as np
# --8<-- [start:a]
x = np.ones(3)
# --8<-- [end:a]
assert x.sum() == 3
