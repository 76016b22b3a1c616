"""The claims of the experiment `training-time`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims._claim import CONDITIONS, CORRECTED, HOLDS, verdict
from dlnotes.claims.training_time import (
    PICTURES,
    blurred_at_first,
    others_blur_too,
    sooner_with_an_encoding,
)

SEEN = {"relu": (20, 30), "gelu": (20, 31), "tanh": (17, 29), "encoding": (36, 60), "gaussian": (34, 60)}


def made_up(unseen=(20, 20, 20), repeated=20.0, large=22, **seen):
    """Scores after 400 and 2,000 steps, the same for all seeds and both pictures.

    `unseen` are those of ReLU, the encoding and the Gaussian; `large` is ReLU's of the large pictures.
    """
    result = {"steps": np.array([400, 2000])}
    for picture in PICTURES:
        result[f"{picture}_repeated_seen"] = np.full((1, 3), repeated)
        result |= {
            f"{picture}_relu_large": np.array([large] * 2),
            f"{picture}_gaussian_large": np.array([33]),
        }
        for net, scores in (SEEN | seen).items():
            result[f"{picture}_{net}_seen"] = np.array(scores, float)[:, None] * np.ones(3)
        for net, other in zip(("relu", "encoding", "gaussian"), unseen, strict=True):
            result[f"{picture}_{net}_unseen"] = np.full((2, 3), float(other))
    return result


@pytest.mark.parametrize(
    "relu, large, expected, said",
    [
        ((20, 30), 22, True, CONDITIONS),
        ((20, 30), 27, False, CONDITIONS),
        ((27, 30), 27, False, CORRECTED),
        ((20, 25), 22, False, HOLDS),
    ],
)
def test_how_long_relu_fails_depends_on_the_size(relu, large, expected, said):
    evidence = blurred_at_first(made_up(relu=relu, large=large))
    assert (evidence.ours, verdict(evidence.note)) == (expected, said)


@pytest.mark.parametrize(
    "change, expected, said",
    [
        ({}, True, CONDITIONS),
        ({"gelu": (27, 31), "tanh": (27, 29)}, False, HOLDS),
        ({"tanh": (17, 25)}, False, CONDITIONS),
        ({"gaussian": (25, 60)}, False, CORRECTED),
    ],
)
def test_gelu_and_tanh_blur_at_first_as_relu_does(change, expected, said):
    evidence = others_blur_too(made_up(**change))
    assert (evidence.ours, verdict(evidence.note)) == (expected, said)


@pytest.mark.parametrize(
    "change, expected, said",
    [
        ({}, True, CORRECTED),
        ({"encoding": (24, 60)}, False, CORRECTED),
        ({"unseen": (20, 21.5, 21.5)}, False, CORRECTED),
        ({"unseen": (20, 20.5, 21.6)}, False, HOLDS),
        ({"repeated": 30.0}, False, CORRECTED),
    ],
)
def test_an_encoding_is_sooner_and_no_worse_than_a_gaussian(change, expected, said):
    evidence = sooner_with_an_encoding(made_up(**change))
    assert (evidence.ours, verdict(evidence.note)) == (expected, said)
