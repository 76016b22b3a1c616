"""The claims of the experiment `image-reconstruction`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.image_reconstruction import others_blur_as_much


@pytest.mark.parametrize("unit, expected", [(18.4, True), (19.6, False)])
def test_a_sharper_gelu_would_clear_relus_neighbours(unit, expected):
    scores = {"relu": 18.5, "gelu": unit, "tanh": 16.6}
    result = {f"{name}_seen_seeds": np.full(5, value) for name, value in scores.items()}
    assert others_blur_as_much(result).ours is expected
