"""The claims of the experiment `bandwidth`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.bandwidth import CELLS, middling_width_is_best

SEEN = np.array([50, 50, 40, 25, 20, 16])[:, None]


@pytest.mark.parametrize(
    "unseen, expected",
    [
        ([12, 14, 19, 21, 19, 16], True),
        ([12, 14, 19, 21, 20.5, 20], False),
        ([21, 19, 18, 17, 16, 15], False),
    ],
)
def test_the_best_width_is_in_the_middle(unseen, expected):
    result = {"ratios": np.array([0.1, 0.15, 0.3, 0.6, 1.0, 3.0])}
    result |= {f"{cell}_unseen": np.array(unseen)[:, None] for cell in CELLS}
    result |= {f"{cell}_seen": SEEN for cell in CELLS}
    assert middling_width_is_best(result).ours is expected
