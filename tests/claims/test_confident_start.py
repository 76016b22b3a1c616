"""The claims of the experiment `confident-start`: an L2 that is slow where we say that it is not."""

import pytest

from dlnotes.claims.confident_start import kl_is_faster_from_a_wrong_start


@pytest.mark.parametrize("name", ["l2_adam_0_1", "l2_neutral"])
def test_the_check_notices(name, spoilt):
    assert not kl_is_faster_from_a_wrong_start(spoilt("confident-start", **{name: lambda a: 10 * a})).ours
