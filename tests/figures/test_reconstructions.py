"""The cat over training steps and over widths, to be turned: pictures stand under their own scores."""

import re

import numpy as np
import pytest

from dlnotes.experiments import reconstruction_over_steps, reconstruction_over_width
from dlnotes.figures import reconstruction_over_steps as over_steps
from dlnotes.figures import reconstruction_over_width as over_width
from dlnotes.site.products import frames
from dlnotes.site.products.svg import render


@pytest.fixture(scope="module")
def steps():
    return reconstruction_over_steps.run(reconstruction_over_steps.Config(size=8, width=4))


@pytest.fixture(scope="module")
def widths():
    return reconstruction_over_width.run(reconstruction_over_width.Config(steps=3, size=8, width=4))


def numbered(result, names):
    """The result with scores that tell themselves apart: 10, 20, 30, …, and the place as the decimal."""
    return result | {
        name: 10.0 * number + np.arange(len(result[name])) / 10 for number, name in enumerate(names, start=1)
    }


def test_a_step_shows_six_pictures_and_says_the_unseen_scores_with_the_seen_ones_in_brackets(steps):
    names = [f"{name}_{part}" for name in over_steps.NAMES for part in ("fit", "seen", "unseen")]
    drawing = render(over_steps, "s", numbered(steps, names), {"step": reconstruction_over_steps.STEPS[7]})
    assert len(re.findall("<image", drawing.svg)) == 6
    scores = "ReLU 30.7 (20.7), encoding 60.7 (50.7), Gaussian 90.7 (80.7)"
    assert drawing.reading == f"Step 40, dB on unseen (seen) pixels: {scores}."


def test_a_width_shows_the_picture_and_two_copies_and_says_their_scores(widths):
    result = numbered(widths, ("fit", "seen", "unseen"))
    drawing = render(over_width, "w", result, {"width": list(reconstruction_over_width.RATES)[7]})
    assert len(re.findall("<image", drawing.svg)) == 3 and drawing.reading.startswith("σ = 0.05: ")
    told = re.findall(r"\d+\.\d(?= dB| seen| unseen|\.$)", drawing.reading)
    assert told == ["10.7", "20.7", "30.7", f"{widths['neighbours']:.1f}"]


@pytest.mark.parametrize("figure, name", [(over_steps, "steps"), (over_width, "widths")])
def test_each_setting_is_drawn_from_its_own_pictures_and_nothing_moves(figure, name, request):
    result, slug = request.getfixturevalue(name), name
    drawings = [
        render(figure, slug, result, state)
        for file in frames.names(figure.KNOBS)
        for state in frames.states(figure.KNOBS, file)
    ]
    assert len({drawing.places for drawing in drawings}) == 1
    assert (
        len({drawing.reading for drawing in drawings})
        == len({drawing.svg for drawing in drawings})
        == len(drawings)
    )


def test_another_picture_is_another_drawing(steps):
    darker = steps | {"gaussian_half_frames": steps["gaussian_half_frames"] // 2}
    first, second = (render(over_steps, "s", result, {"step": 400}) for result in (steps, darker))
    assert first.svg != second.svg and first.reading == second.reading
