"""The claims of the experiment `loss-curves`: each notices more ways to be wrong than its control has."""

import numpy as np
import pytest

from dlnotes.claims import loss_curves as claims


@pytest.mark.parametrize(
    "check, name, change",
    [
        (
            claims.half_gives_a_clean_slope,
            "l2_wide_1",
            lambda a: a / len(a),
        ),  # a 1/N that does not belong there
        (claims.slope_is_the_error, "l2_wide_slope_0", lambda a: a / 2),
        (claims.right_costs_nothing, "nearly_right", lambda a: a + 0.01),
        (claims.right_costs_nothing, "corners", lambda a: a[::-1]),
        (claims.wrong_costs_without_bound, "corners", lambda a: a[::-1]),
        (claims.wrong_costs_without_bound, "nearly_wrong", lambda a: np.minimum(a, 20)),
        (claims.wrong_costs_without_bound, "kl_1", lambda a: -a),
        (claims.slopes_have_their_signs, "kl_slope_1", lambda a: -a),
        (claims.slope_at_the_edge, "soft_slope", lambda a: a + 0.3),
        (claims.both_are_least_at_the_label, "least_l2", lambda a: a[::-1]),
        (claims.kl_is_steeper, "kl_slope_1", lambda a: a / 2),
        (claims.kl_undoes_the_sigmoid, "likelihood_0", lambda a: a[::-1]),
        (claims.kl_undoes_the_sigmoid, "l2_over_z", lambda a: a[::-1]),
    ],
)
def test_the_check_notices(check, name, change, spoilt):
    assert not check(spoilt("loss-curves", **{name: change})).ours
