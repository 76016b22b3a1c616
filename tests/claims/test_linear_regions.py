"""The claims of the experiment `linear-regions`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.linear_regions import straight_in_pieces


@pytest.mark.parametrize(
    "inside, across, slow, expected",
    [
        (1e-13, 1.0, 0.99, True),
        (1e-5, 1.0, 0.99, False),
        (1e-13, 0.05, 0.99, False),
        (1e-13, 1.0, 0.9, False),
    ],
)
def test_pieces_are_straight_inside_and_bend_between(inside, across, slow, expected):
    result = {"relu_bends": np.array([[inside, across]] * 3), "with": 30}
    result |= {"relu_slow": np.full(3, slow), "tanh_slow": np.full(3, 0.99), "gaussian_slow": np.full(3, 0.5)}
    assert straight_in_pieces(result).ours is expected
