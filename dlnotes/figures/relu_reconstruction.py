"""ReLU draws the cat, step by step."""

from dlnotes.figures._pictures import show

EXPERIMENT = "image-reconstruction"
LAYOUT = [["target", "0", "1"], ["2", "3", "4"]]
SIZE = (4.6, 3.5)
SHOWN = (0, 20, 60, 150, 400)


def draw(ax, result):
    """The same ReLU network while it trains (seed 0, every pixel given). It starts black, finds light and
    dark within some sixty steps, and then stays a blur: [[image-reconstruction.relu_fit:.1f]] dB at the end
    (median of [[image-reconstruction.seeds:d]] starts). Whiskers and fur do not come.
    """
    show(ax["target"], result["picture"], "the picture")
    steps = list(result["snapshots"])
    for place, step in enumerate(SHOWN):
        frame = result["relu_all_frames"][steps.index(step)] / 255
        show(ax[str(place)], frame, f"step {step}")
