"""Shared weights where place does not matter, and where it does."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence


def sharing_costs_where_place_matters(result):
    dense, _, shared = (np.median(result["error"], axis=2)[:, i] for i in range(3))
    place_free, place_matters = shared / dense
    worst = np.count_nonzero(result["error"][1].argmax(axis=0) == 2) > result["error"].shape[2] / 2
    return Evidence(
        {"place_free": place_free, "place_matters": place_matters},
        {"free": place_free < 2, "matters": place_matters < 2},
        bool(place_free < 2 < place_matters and worst),
    )


def teachers_swapped(result):
    return result | {"error": result["error"][::-1]}


CLAIMS = {"sharing-is-a-bet": Claim(sharing_costs_where_place_matters, teachers_swapped)}
