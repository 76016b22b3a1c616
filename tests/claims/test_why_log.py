"""The claims of the experiment `why-log`: each notices more ways to be wrong than its control has."""

import pytest

from dlnotes.claims.why_log import logarithm_alone_adds


@pytest.mark.parametrize(
    "check, name, change",
    [
        (logarithm_alone_adds, "defect_square", lambda a: 0 * a),
        (logarithm_alone_adds, "dishonesty_log", lambda a: a + 0.05),
    ],
)
def test_the_check_notices(check, name, change, spoilt):
    assert not check(spoilt("why-log", **{name: change})).ours
