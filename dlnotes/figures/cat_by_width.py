"""The cat as Gaussian units of one width draw it from half of its pixels, for the reader to turn."""

from dlnotes.experiments.image_reconstruction import RATES
from dlnotes.figures._pictures import show
from dlnotes.figures.knob import Knob

EXPERIMENT = "image-reconstruction"
LAYOUT = [["picture", "half"]]
SIZE = (4.6, 2.5)
KNOBS = (Knob("width", "width σ", tuple(RATES), start=0.1, text="{:g}"),)


def draw(ax, result, width):
    r"""A network of Gaussian units was shown every other pixel of the cat, and draws them all. One number,
    the width σ of its units, decides what it makes of the rest: fog, a cat, or noise.
    """
    place = list(result["widths"]).index(width)
    show(ax["picture"], result["picture"], "the picture")
    show(ax["half"], result["half_frames"][place] / 255, f"drawn from half of it, σ = {width:g}")
    better = result["unseen"][place] - result["neighbours"]
    return (
        f"On the pixels that it has not seen it has {result['unseen'][place]:.1f} dB, {abs(better):.1f} "
        f"{'more' if better > 0 else 'less'} than the mean of the four neighbours."
    )
