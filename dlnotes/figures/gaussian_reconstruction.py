"""ReLU and two Gaussians draw the cat, from all pixels and from half of them."""

from dlnotes.figures._pictures import show_both

EXPERIMENT = "image-reconstruction"
LAYOUT = [["relu all", "gaussian all", "narrow all"], ["relu half", "gaussian half", "narrow half"]]
SIZE = (4.6, 3.8)
NAMES = {"relu": "ReLU", "gaussian": "Gaussian, σ = 0.1", "narrow": "Gaussian, σ = 0.03"}


def draw(ax, result):
    r"""Top: all pixels were given, and Gaussian units are sharp where ReLU blurs. Bottom: the same networks
    were given the white squares of a chessboard. What $\sigma=0.03$ draws on the black ones is noise.
    Decibels below each picture, of the first seed: higher is better, and a picture of one even grey would
    have [[image-reconstruction.constant:.1f]].
    """
    for name, title in NAMES.items():
        scores = [result[f"{name}_{score}_seeds"][0] for score in ("fit", "seen", "heldout")]
        pictures = [result[f"{name}_{pixels}_frames"][-1] for pixels in ("all", "half")]
        show_both(ax, name, title, pictures, scores)
