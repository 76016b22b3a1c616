"""The claims of the experiment `image-reconstruction`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims._claim import CORRECTED, HOLDS, verdict
from dlnotes.claims.image_reconstruction import encoding_gains, others_blur_as_much


@pytest.mark.parametrize(
    "fit, heldout, expected",
    [(4.0, 2.0, True), (2.0, 2.0, False), (4.0, 0.5, False), (-4.0, -2.0, False)],
)
def test_the_encoding_must_gain_on_both_tasks(fit, heldout, expected):
    result = {
        f"{net}_{name}_seeds": np.full(5, 18 + (gain if net == "encoding" else 0))
        for net in ("relu", "encoding")
        for name, gain in (("fit", fit), ("heldout", heldout))
    }
    evidence = encoding_gains(result)
    assert evidence.ours is expected
    assert verdict(evidence.note) == (HOLDS if fit < 0 else CORRECTED)


@pytest.mark.parametrize("unit, expected", [(18.4, True), (19.6, False)])
def test_a_sharper_gelu_would_clear_relus_neighbours(unit, expected):
    scores = {"relu": 18.5, "gelu": unit, "tanh": 16.6}
    result = {f"{name}_seen_seeds": np.full(5, value) for name, value in scores.items()}
    assert others_blur_as_much(result).ours is expected
