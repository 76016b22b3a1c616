"""The claims of the experiment `tangent-kernel`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims._claim import CONDITIONS, CORRECTED, HOLDS, verdict
from dlnotes.claims.tangent_kernel import a_width_sets_the_bias


@pytest.mark.parametrize(
    "gaussian, narrow, slowest, expected, said",
    [
        (24, 7, 0.002, True, CONDITIONS),
        (11, 7, 0.002, False, CONDITIONS),
        (24, 13, 0.002, False, CORRECTED),
        (24, 7, 0.2, False, CONDITIONS),
        (11, 7, 0.6, False, HOLDS),
    ],
)
def test_a_narrow_gaussian_learns_waves_together(gaussian, narrow, slowest, expected, said):
    wide = 201 if said != HOLDS else 11
    last = {"relu": 201, "wide": wide, "gaussian": gaussian, "narrow": narrow}
    result = {f"{net}_halfway": np.array([[6, steps]] * 3) for net, steps in last.items()}
    result["narrow_spectra"] = np.array([[1, slowest]] * 3)
    evidence = a_width_sets_the_bias(result)
    assert (evidence.ours, verdict(evidence.note)) == (expected, said)
