"""Why a penalty with a logarithm, and whether it must be without bound."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced
from dlnotes.claims._measures import furthest

PENALTIES = ("log", "square", "absolute")


def logarithm_alone_adds(result):
    adds = {name: result[f"defect_{name}"] for name in PENALTIES}
    honest = {name: result[f"dishonesty_{name}"] for name in PENALTIES}
    numbers = {f"{name}_defect": value for name, value in adds.items()}
    numbers |= {f"{name}_dishonesty": value for name, value in honest.items()}
    only_log_adds = adds["log"] < 1e-9 and min(adds["square"], adds["absolute"]) > 0.1
    two_are_honest = max(honest["log"], honest["square"]) < 2e-3 and honest["absolute"] > 0.1
    return Evidence(numbers, {}, bool(only_log_adds and two_are_honest))


def infinity_is_forced_by_adding(result):
    adding = [name for name in PENALTIES if result[f"defect_{name}"] < 1e-9]
    honest = [name for name in PENALTIES if result[f"dishonesty_{name}"] < 2e-3]
    unbounded = [name for name in PENALTIES if np.isinf(result[f"most_{name}"])]
    note = {
        "adds": bool(adding) and set(adding) <= set(unbounded),
        "honest": bool(honest) and set(honest) <= set(unbounded),
    }
    ours = adding == ["log"] and unbounded == ["log"] and honest == ["log", "square"]
    return Evidence({"most_square": result["most_square"]}, note, ours)


def clamped_logarithm(result, most=5.0):
    """−log cut off at `most`, as a library might."""
    single, pair = np.minimum(result["single_log"], most), np.minimum(result["pair_log"], most)
    return result | {"defect_log": furthest(pair, np.add.outer(single, single)), "most_log": most}


CLAIMS = {
    "why-the-log": Claim(
        check=logarithm_alone_adds,
        control=replaced(defect_log="defect_absolute", dishonesty_log="dishonesty_absolute"),
    ),
    "wanting-infinity": Claim(check=infinity_is_forced_by_adding, control=clamped_logarithm),
}
