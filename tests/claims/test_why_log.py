"""The claims of the experiment `why-log`: each notices more ways to be wrong than its control has."""

import numpy as np
import pytest

from dlnotes.claims.why_log import infinity_is_forced_by_adding, logarithm_alone_adds


@pytest.mark.parametrize(
    "check, name, change",
    [
        (logarithm_alone_adds, "defect_square", lambda a: 0 * a),
        (logarithm_alone_adds, "dishonesty_log", lambda a: a + 0.05),
        (infinity_is_forced_by_adding, "most_square", lambda a: np.float64(np.inf)),
    ],
)
def test_the_check_notices(check, name, change, spoilt):
    assert not check(spoilt("why-log", **{name: change})).ours
