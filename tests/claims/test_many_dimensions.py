"""The claim of the experiment `many-dimensions`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims._claim import CONDITIONS, CORRECTED, HOLDS, verdict
from dlnotes.claims.many_dimensions import TASKS, better_than_a_narrow_gaussian


@pytest.mark.parametrize(
    "end, narrow, other, expected, said",
    [
        (0.72, 0.55, 0.76, True, CONDITIONS),
        (0.79, 0.55, 0.70, False, HOLDS),
        (0.72, 0.70, 0.76, False, CORRECTED),
        (0.78, 0.55, 0.76, False, CONDITIONS),
    ],
)
def test_relu_beats_a_narrow_gaussian_and_overfits_all_the_same(end, narrow, other, expected, said):
    result = {"errors": np.array([0.5, 0.02])}
    for task in TASKS:
        result[f"{task}_relu"] = np.array([[0.8, end]] * 3)
        result |= {f"{task}_narrow": np.full((3, 2), narrow)}
        result |= {f"{task}_{unit}": np.full((3, 2), other) for unit in ("gelu", "tanh")}
    evidence = better_than_a_narrow_gaussian(result)
    assert (evidence.ours, verdict(evidence.note)) == (expected, said)
