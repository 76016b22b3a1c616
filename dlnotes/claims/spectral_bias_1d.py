"""How much of a slow and of a fast wave a network draws."""

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def fast_waves_are_not_drawn(result):
    shares = result["relu_shares"][-1]
    waves = zip(result["frequencies"], shares, strict=True)
    slow_only = shares[:2].min() > 0.9 and shares[-1] < 0.8
    return Evidence(
        {"slow": shares[0], "fast": shares[-1]},
        {f"wave-{frequency}": share < 0.8 for frequency, share in waves},
        bool(slow_only and result["encoding_shares"][-1].min() > 0.95),
    )


CLAIMS = {
    "low-dimensional-tasks": Claim(
        check=fast_waves_are_not_drawn, control=replaced(relu_shares="encoding_shares")
    ),
}
