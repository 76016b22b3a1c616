"""The claims of the experiment `gradient-routing`, on a result that would make the note right."""

import numpy as np

from dlnotes.claims.gradient_routing import filters_do_not_split, filters_weigh


def test_gradients_of_a_filter_with_equal_weights_are_equal(results):
    equal = {name: np.ones((100, 4)) for name in ("drawn_weights", "drawn_received")}
    evidence = filters_weigh(results["gradient-routing"] | equal | {"upstream": np.float64(1)})
    assert evidence.note["drawn-weights"] and not evidence.ours


def test_one_filter_that_splits_is_noticed(results):
    result = results["gradient-routing"]
    received = result["drawn_received"].copy()
    received[7] /= 4
    evidence = filters_do_not_split(result | {"drawn_received": received})
    assert evidence.numbers["differing"] == 4 and not evidence.ours
