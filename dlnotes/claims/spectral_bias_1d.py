"""How much of a slow and of a fast wave a network draws."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced


def gelu_goes_slow_first(result):
    relu, gelu = (
        result["relu_shares"][-1, -1],
        result["gelu_shares"][-1, -1],
    )  # of the fastest wave, at the end
    reached = [int(np.argmax(share >= 0.5)) for share in result["gelu_shares"].T]
    note = {"further": gelu > relu + 0.1, "no-preference": gelu >= 0.95}
    ours = gelu < 0.92 and gelu > relu + 0.1 and (np.diff(reached) > 0).all()
    return Evidence({"gelu": gelu, "relu": relu}, note, bool(ours))


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
    "gelu-goes-slow-first": Claim(
        check=gelu_goes_slow_first, control=replaced(gelu_shares="encoding_shares")
    ),
    "low-dimensional-tasks": Claim(
        check=fast_waves_are_not_drawn, control=replaced(relu_shares="encoding_shares")
    ),
}
