"""The claim of the experiment `output-shape`: one wrong count is noticed."""

import numpy as np
import pytest

from dlnotes.claims.output_shape import rounds_down


@pytest.mark.parametrize("dilation", [1, 2])
def test_one_output_too_many_is_noticed(dilation, results):
    result = results["output-shape"]
    formula = result["formula"].copy()
    formula[np.flatnonzero(result["grid"][:, 4] == dilation)[-1]] += 1
    assert not rounds_down(result | {"formula": formula}).ours


def test_where_no_dilation_is_tried_the_floor_alone_mends_the_formula(results):
    result = results["output-shape"]
    plain = result["grid"][:, 4] == 1
    arrays = {name: result[name][plain] for name in ("grid", "counted", "formula")}
    evidence = rounds_down(result | arrays)
    assert evidence.ours and evidence.note["dilation"] and not evidence.note["longer-strides"]
