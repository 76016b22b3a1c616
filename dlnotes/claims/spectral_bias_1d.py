"""How much of a slow and of a fast wave a network draws."""

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def fast_waves_are_not_drawn(result):
    bare, repeated, encoded = (result[f"{net}_shares"][-1] for net in ("relu", "repeated", "encoding"))
    slow, fast = bare[:2].min(), bare[-1]
    return Evidence(
        {"slow": slow, "fast": fast, "repeated": repeated[-1], "encoded": encoded[-1]},
        {"slow": slow < 0.8, "fast": fast < 0.8},
        bool(slow > 0.9 and fast < 0.8 and repeated[-1] < 0.8 and encoded.min() > 0.95),
    )


CLAIMS = {
    "low-dimensional-tasks": Claim(
        check=fast_waves_are_not_drawn, control=replaced(encoding_shares="repeated_shares")
    ),
}
