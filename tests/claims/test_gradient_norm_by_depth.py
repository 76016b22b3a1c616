"""The claims of the experiment `gradient-norm-by-depth`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.gradient_norm_by_depth import grows_by_root_three


@pytest.mark.parametrize("growth, follows", [(3**0.5, True), (1.04 * 3**0.5, False), (2**0.5, False)])
def test_growth_must_be_the_root_of_three(growth, follows):
    depths = np.array([2, 10, 50])
    medians = {"open_he_median": growth ** (depths / 2), "note_he_median": 1.5 ** (depths / 2)}
    assert grows_by_root_three({"depths": depths} | medians).ours is follows
