"""ReLU and two Gaussians draw the cat, from all pixels and from half of them."""

from dlnotes.figures._pictures import show_both

EXPERIMENT = "image-reconstruction"
LAYOUT = [["relu all", "0.1 all", "0.03 all"], ["relu half", "0.1 half", "0.03 half"]]
SIZE = (4.6, 3.8)


def draw(ax, result):
    r"""The cat of 64 × 64 pixels after [[image-reconstruction.steps:d]] steps, one start. Top: all pixels
    were given, and Gaussian units are sharp where ReLU blurs. Bottom: the same networks were given the
    white squares of a chessboard. What $\sigma=0.03$ draws on the black ones is noise. Decibels below each
    picture: a picture of one even grey would have [[image-reconstruction.constant:.1f]].
    """
    units = {"relu": ("relu_", 0, "ReLU")}
    units |= {
        f"{width:g}": ("", place, f"Gaussian, σ = {width:g}") for place, width in enumerate(result["widths"])
    }
    for name in ("relu", "0.1", "0.03"):
        prefix, place, title = units[name]
        scores = [result[f"{prefix}{score}"][place] for score in ("fit", "seen", "unseen")]
        pictures = [result[f"{prefix}{pixels}_frames"][place] for pixels in ("all", "half")]
        show_both(ax, name, title, pictures, scores)
