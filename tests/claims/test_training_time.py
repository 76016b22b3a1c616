"""The claims of the experiment `training-time`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims._claim import CONDITIONS, CORRECTED, verdict
from dlnotes.claims.training_time import PICTURES, blurred_at_first, sooner_with_an_encoding


def made_up(relu=(20, 30), encoding=(36, 60), gaussian=(34, 60), unseen=(20, 20, 20), wider=20.0):
    """Scores after 400 and 2,000 steps, the same for all seeds and both pictures."""
    result = {"steps": np.array([400, 2000])}
    for picture in PICTURES:
        result[f"{picture}_wider_seen"] = np.full((1, 3), wider)
        seen = {"relu": relu, "encoding": encoding, "gaussian": gaussian}
        for (net, scores), other in zip(seen.items(), unseen, strict=True):
            result[f"{picture}_{net}_seen"] = np.array(scores, float)[:, None] * np.ones(3)
            result[f"{picture}_{net}_unseen"] = np.full((2, 3), float(other))
    return result


@pytest.mark.parametrize(
    "relu, expected, said",
    [((20, 30), True, CONDITIONS), ((27, 30), False, CORRECTED), ((20, 25), False, "holds")],
)
def test_relu_blurs_at_first_only(relu, expected, said):
    evidence = blurred_at_first(made_up(relu=relu))
    assert (evidence.ours, verdict(evidence.note)) == (expected, said)


@pytest.mark.parametrize(
    "change, expected, said",
    [
        ({}, True, CONDITIONS),
        ({"encoding": (24, 60)}, False, CONDITIONS),
        ({"unseen": (20, 21.5, 21.5)}, False, CONDITIONS),
        ({"wider": 30.0}, False, CONDITIONS),
        ({"unseen": (20, 20.5, 19)}, True, CORRECTED),
    ],
)
def test_an_encoding_is_sooner_not_better(change, expected, said):
    evidence = sooner_with_an_encoding(made_up(**change))
    assert (evidence.ours, verdict(evidence.note)) == (expected, said)
