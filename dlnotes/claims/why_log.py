"""Why a penalty with a logarithm."""

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced

PENALTIES = ("log", "square", "absolute")


def logarithm_alone_adds(result):
    adds = {name: result[f"defect_{name}"] for name in PENALTIES}
    honest = {name: result[f"dishonesty_{name}"] for name in PENALTIES}
    numbers = {f"{name}_defect": value for name, value in adds.items()}
    numbers |= {f"{name}_dishonesty": value for name, value in honest.items()}
    only_log_adds = adds["log"] < 1e-9 and min(adds["square"], adds["absolute"]) > 0.1
    two_are_honest = max(honest["log"], honest["square"]) < 2e-3 and honest["absolute"] > 0.1
    return Evidence(numbers, {}, bool(only_log_adds and two_are_honest))


CLAIMS = {
    "why-the-log": Claim(
        check=logarithm_alone_adds,
        control=replaced(defect_log="defect_absolute", dishonesty_log="dishonesty_absolute"),
    ),
}
