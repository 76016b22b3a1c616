"""ReLU draws the cat, step by step."""

from dlnotes.figures._pictures import show

EXPERIMENT = "image-reconstruction"
LAYOUT = [["target", "0", "1"], ["2", "3", "4"]]
SIZE = (4.6, 3.5)


def draw(ax, result):
    """A ReLU network while it trains, with every pixel of 64 × 64 given. It starts black, finds light and
    dark within some sixty steps, and then stays a blur. Whiskers and fur do not come.
    """
    show(ax["target"], result["picture"], "the picture")
    for place, (step, frame) in enumerate(zip(result["snapshots"], result["relu_frames"], strict=True)):
        show(ax[str(place)], frame / 255, f"step {step}")
