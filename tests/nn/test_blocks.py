"""Blocks change the speed and nothing else."""

import numpy as np
import pytest

from dlnotes.nn import gelu, relu_grad, sigmoid
from dlnotes.nn.blocks import BLOCK, elementwise


@pytest.mark.parametrize("size", [1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5])
def test_blocks_give_the_same_numbers_as_one_pass(size):
    x = np.random.default_rng(0).normal(size=size)
    np.testing.assert_array_equal(gelu(x), gelu.__wrapped__(x))


def test_a_large_array_keeps_shape_dtype_and_its_values():
    x = np.random.default_rng(0).normal(size=(3, BLOCK)).astype(np.float32)
    before = x.copy()
    out = sigmoid(x)
    assert (out.shape, out.dtype) == (x.shape, np.float32)
    np.testing.assert_array_equal(x, before)


def test_a_strided_view_works():
    x = np.random.default_rng(0).normal(size=(4, BLOCK))
    np.testing.assert_array_equal(sigmoid(x[:, ::2].T), sigmoid(np.ascontiguousarray(x[:, ::2])).T)


def test_a_bad_entry_beyond_the_first_block_is_found_at_its_own_index():
    x = np.zeros((2, BLOCK))
    x[1, 7] = np.nan
    with pytest.raises(ValueError, match=r"nan at index \(1, 7\)"):
        sigmoid(x)


def test_further_arguments_reach_the_formula():
    scaled = elementwise(lambda x, factor=1.0: x * factor)
    assert scaled(2.0, 3.0) == scaled(2.0, factor=3.0) == 6.0


def test_the_name_and_the_docstring_survive():
    assert sigmoid.__name__ == "sigmoid"
    assert "exp(−x)" in sigmoid.__doc__
    assert relu_grad.__name__ == "relu_grad"
