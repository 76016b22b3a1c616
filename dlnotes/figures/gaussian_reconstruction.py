"""ReLU and two Gaussians draw the cat, from all pixels and from half of them."""

from dlnotes.figures.relu_reconstruction import show

EXPERIMENT = "image-reconstruction"
LAYOUT = [["relu all", "gaussian all", "narrow all"], ["relu half", "gaussian half", "narrow half"]]
SIZE = (4.6, 3.8)
NAMES = {"relu": "ReLU", "gaussian": "Gaussian, σ = 0.1", "narrow": "Gaussian, σ = 0.03"}


def draw(ax, result):
    r"""Top: all pixels were given, and Gaussian units are sharp where ReLU blurs. Bottom: the same networks were given the white
    squares of a chessboard. What $\sigma=0.03$ draws on the black ones is noise. Decibels below each picture, of the first seed:
    higher is better, and a picture of one even grey would have [[image-reconstruction.constant:.1f]].
    """
    for name, title in NAMES.items():
        fit, seen, unseen = (result[f"{name}_{m}_seeds"][0] for m in ("fit", "seen", "heldout"))
        show(ax[f"{name} all"], result[f"{name}_all_frames"][-1] / 255, title, f"all: {fit:.1f} dB")
        show(
            ax[f"{name} half"],
            result[f"{name}_half_frames"][-1] / 255,
            "",
            f"seen {seen:.1f}, unseen {unseen:.1f}",
        )
