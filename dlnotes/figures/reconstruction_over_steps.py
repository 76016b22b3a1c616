"""Three networks draw the cat, step by step, for the reader to turn."""

from dlnotes.experiments.reconstruction_over_steps import STEPS
from dlnotes.figures._pictures import show_both
from dlnotes.figures.knob import Knob

EXPERIMENT = "reconstruction-over-steps"
LAYOUT = [["relu all", "encoding all", "gaussian all"], ["relu half", "encoding half", "gaussian half"]]
SIZE = (4.6, 3.8)
TITLES = {"relu": "ReLU", "encoding": "ReLU + encoding", "gaussian": "Gaussian, σ = 0.1"}
NAMES = {"relu": "ReLU", "encoding": "encoding", "gaussian": "Gaussian"}  # where there is less room
KNOBS = (Knob("step", "training step", STEPS, start=60),)


def draw(ax, result, step):
    """Three networks while they train (seed 0). Above, every pixel was given; below, the white squares of a
    chessboard. Decibels below each picture."""
    place, said = list(result["steps"]).index(step), []
    for name, title in TITLES.items():
        scores = [result[f"{name}_{score}"][place] for score in ("fit", "seen", "unseen")]
        pictures = [result[f"{name}_{pixels}_frames"][place] for pixels in ("all", "half")]
        show_both(ax, name, title, pictures, scores)
        _, seen, unseen = scores
        said.append(f"{NAMES[name]} {unseen:.1f} ({seen:.1f})")
    return f"Step {step}, dB on unseen (seen) pixels: {', '.join(said)}."
