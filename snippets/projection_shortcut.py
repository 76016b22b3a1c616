"""A sum needs equal shapes; where a block changes the width, the
skip connection needs a matrix of its own."""

import numpy as np

from dlnotes.nn import (
    Activation,
    Linear,
    Residual,
    Sequential,
    relu,
    relu_grad,
)

rng = np.random.default_rng(0)
# --8<-- [start:projection]
first, second = Linear(8, 8, rng=rng), Linear(8, 4, rng=rng)
body = Sequential(first, Activation(relu, relu_grad), second)
a = rng.normal(size=(5, 8))
try:
    Residual(body).forward(a)
except ValueError as error:
    refusal = str(error)

projection = Linear(8, 4, bias=False, rng=rng)  # He et al. write W_s
total = body.forward(a) + projection.forward(a)
# --8<-- [end:projection]
assert "(5, 8)" in refusal and "(5, 4)" in refusal
assert total.shape == (5, 4)
