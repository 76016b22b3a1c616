"""The claim of the experiment `many-dimensions`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims._claim import CONDITIONS, CORRECTED, HOLDS, verdict
from dlnotes.claims.many_dimensions import TASKS, no_better_than_other_units


@pytest.mark.parametrize(
    "end, wide, other, expected, said",
    [
        (0.72, 0.81, 0.76, True, CORRECTED),
        (0.79, 0.70, 0.70, False, HOLDS),
        (0.72, 0.70, 0.76, False, CORRECTED),
        (0.78, 0.81, 0.76, False, CONDITIONS),
    ],
)
def test_relu_overfits_and_a_wide_gaussian_is_ahead(end, wide, other, expected, said):
    result = {"errors": np.array([0.5, 0.02])}
    for task in TASKS:
        result |= {f"{task}_relu": np.array([[0.8, end]] * 3), f"{task}_wide": np.full((3, 2), wide)}
        result |= {f"{task}_{unit}": np.full((3, 2), other) for unit in ("gelu", "tanh")}
    evidence = no_better_than_other_units(result)
    assert (evidence.ours, verdict(evidence.note)) == (expected, said)
