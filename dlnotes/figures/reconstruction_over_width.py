"""Gaussian units of one width after another draw the cat, for the reader to turn."""

from dlnotes.experiments.image_reconstruction import RATES
from dlnotes.figures._pictures import show
from dlnotes.figures.knob import Knob
from dlnotes.figures.style import COLOURS, FAINT, INK, MUTED, PAPER

EXPERIMENT = "image-reconstruction"
LAYOUT = [["picture", "all", "half"], ["score", "score", "score"]]
SIZE = (4.6, 4.2)
KNOBS = (Knob("width", "width σ", tuple(RATES), start=0.1, text="{:g}"),)


def draw(ax, result, width):
    r"""Gaussian units of one width draw the cat (seed 0), given all pixels and given the white squares of a
    chessboard. Below, the scores of the latter over the width, narrower to the right: dashed for the pixels
    that were seen, solid for those that were not. Each width learns at the rate that suits it best."""
    place, colour, score = list(result["widths"]).index(width), COLOURS["gaussian"], ax["score"]
    fit, seen, unseen = (result[part][place] for part in ("fit", "seen", "unseen"))
    show(ax["picture"], result["picture"], "the picture")
    show(ax["all"], result["all_frames"][place] / 255, "given all", f"{fit:.1f} dB")
    half = f"seen {seen:.1f}, unseen {unseen:.1f}"
    show(ax["half"], result["half_frames"][place] / 255, "given half", half)
    score.axvline(width, color=FAINT, lw=1.2, zorder=0)
    score.axhline(result["neighbours"], color=MUTED, lw=1, ls=(0, (4, 3)), zorder=0)
    score.plot(result["widths"], result["seen"], color=colour, ls=(0, (4, 2)))
    score.plot(result["widths"], result["unseen"], color=colour)
    score.plot(width, seen, "o", color=colour, mfc=PAPER, ms=6)
    score.plot(width, unseen, "o", color=colour, ms=6)
    score.text(1, result["neighbours"] + 0.8, "four neighbours", color=MUTED, fontsize=10)
    score.text(0.16, 34, "seen", color=INK, fontsize=10, ha="right")
    score.text(0.06, 14, "unseen", color=INK, fontsize=10, ha="right")
    score.set(xscale="log", xlim=(1.15, 0.0175), ylim=(10, 52), yticks=(10, 20, 30, 40, 50))
    score.set(xlabel="width σ", title="PSNR in decibels, half given")
    score.minorticks_off()
    score.set_xticks([1, 0.3, 0.1, 0.03], ["1", "0.3", "0.1", "0.03"])
    return (
        f"σ = {width:g}: {fit:.1f} dB from all pixels; from half, {seen:.1f} seen and {unseen:.1f} unseen, "
        f"where the mean of the four neighbours has {result['neighbours']:.1f}."
    )
