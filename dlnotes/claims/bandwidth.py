"""What is drawn at each width of Gaussian units and with each number of octaves of an encoding."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence

PICTURES = ("cat", "photograph")
STARTS = ("uniform", "he")
CELLS = [f"{picture}_{start}" for picture in PICTURES for start in STARTS]


def middles(result, key):
    """Medians over seeds, one for each setting of the knob."""
    return np.median(result[key], axis=1)


def narrow_units_draw_more(result):
    ratios = list(result["ratios"])
    at = [ratios.index(0.3), ratios.index(3.0)]
    bare = {picture: middles(result, f"{picture}_octaves_seen")[0] for picture in PICTURES}
    gains = np.array([middles(result, f"{cell}_seen")[at] - bare[cell.split("_")[0]] for cell in CELLS])
    narrow, wide = gains[:, 0].min(), gains[:, 1].max()
    unseen = [middles(result, f"{cell}_unseen") for cell in CELLS]
    fall = min(curve.max() - max(curve[0], curve[-1]) for curve in unseen)  # from the best width to both ends
    return Evidence(
        {"narrow": narrow, "wide": wide, "fall": fall},
        {"narrow": narrow > 4, "wide": wide > 1},
        bool(narrow > 8 and wide < 0.5),
    )


def width_read_backwards(result):
    return result | {f"{cell}_seen": result[f"{cell}_seen"][::-1] for cell in CELLS}


CLAIMS = {
    "higher-bandwidth": Claim(check=narrow_units_draw_more, control=width_read_backwards),
}
