"""The claims of the experiment `output-shape`: one wrong count is noticed, and a rule has its condition."""

import numpy as np
import pytest

from dlnotes.claims.output_shape import needs_the_dilation, rounds_down
from dlnotes.nn import unseen_inputs


@pytest.mark.parametrize("check", [rounds_down, needs_the_dilation])
def test_one_output_too_many_is_noticed(check, results):
    result = results["output-shape"]
    formula = result["formula"].copy()
    formula[np.flatnonzero(result["grid"][:, 4] == 1)[-1]] += 1
    assert not check(result | {"formula": formula}).ours


def test_the_rule_for_the_last_input_needs_a_stride_no_longer_than_the_kernel():
    n, k, s, p = 1, 1, 3, 2  # windows on the places 0 and 3, the input on 2: in a gap, not in the tail
    assert (n + 2 * p - k) % s <= p and unseen_inputs(n, k, s, p) == [0]
