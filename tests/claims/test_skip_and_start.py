"""The claims of the experiment `skip-and-start`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.skip_and_start import shortcut_is_half


def runs(plain, zero, slow, alone=0.5):
    losses = {
        "plain_he": plain,
        "skip_zero": zero,
        "skip_he_slow": slow,
        "plain_zero": 0.6931,
        "skip_he": np.inf,
    }
    return {f"{arm}_losses": np.full(5, loss) for arm, loss in losses.items()} | {
        "skip_he_accuracies": np.full(5, alone)
    }


@pytest.mark.parametrize(
    "zero, slow, alone, follows",
    [(0.29, 0.29, 0.5, True), (0.31, 0.2, 0.5, False), (0.2, 0.51, 0.5, False), (0.2, 0.2, 0.9, False)],
)
def test_both_halves_must_help_and_the_shortcut_alone_must_fail(zero, slow, alone, follows):
    assert shortcut_is_half(runs(0.4, zero, slow, alone)).ours is follows
