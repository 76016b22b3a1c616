"""The claims of the experiment `sharing-bet`, on made-up results at both sides of a threshold."""

import numpy as np
import pytest

from dlnotes.claims.sharing_bet import sharing_costs_where_place_matters


@pytest.mark.parametrize("matters, stands", [(2.1, True), (1.9, False)])
def test_the_bet_is_lost_above_twice_the_error(matters, stands):
    error = np.ones((2, 3, 7))
    error[1, 2] = matters
    evidence = sharing_costs_where_place_matters({"error": error})
    assert evidence.ours == stands
    assert evidence.note == {"free": True, "matters": not stands}
