"""The cat over widths, to be turned: pictures stand under their own scores."""

import re

import numpy as np
import pytest

from dlnotes.experiments import image_reconstruction
from dlnotes.figures import reconstruction_over_width as over_width
from dlnotes.site.products import frames
from dlnotes.site.products.svg import render


@pytest.fixture(scope="module")
def widths():
    return image_reconstruction.run(image_reconstruction.Config(steps=3, snapshots=(0, 3), size=8, width=4))


def numbered(result, names):
    """The result with scores that tell themselves apart: 10, 20, 30, …, and the place as the decimal."""
    return result | {
        name: 10.0 * number + np.arange(len(result[name])) / 10 for number, name in enumerate(names, start=1)
    }


def test_a_width_shows_the_picture_and_two_copies_and_says_their_scores(widths):
    result = numbered(widths, ("fit", "seen", "unseen"))
    drawing = render(over_width, "w", result, {"width": list(image_reconstruction.RATES)[7]})
    assert len(re.findall("<image", drawing.svg)) == 3 and drawing.reading.startswith("σ = 0.05: ")
    told = re.findall(r"\d+\.\d(?= dB| seen| unseen|\.$)", drawing.reading)
    assert told == ["10.7", "20.7", "30.7", f"{widths['neighbours']:.1f}"]


def test_each_setting_is_drawn_from_its_own_pictures_and_nothing_moves(widths):
    drawings = [
        render(over_width, "widths", widths, state)
        for file in frames.names(over_width.KNOBS)
        for state in frames.states(over_width.KNOBS, file)
    ]
    assert len({drawing.places for drawing in drawings}) == 1
    assert (
        len({drawing.reading for drawing in drawings})
        == len({drawing.svg for drawing in drawings})
        == len(drawings)
    )


def test_another_picture_is_another_drawing(widths):
    darker = widths | {"half_frames": widths["half_frames"] // 2}
    first, second = (render(over_width, "s", result, {"width": 0.1}) for result in (widths, darker))
    assert first.svg != second.svg and first.reading == second.reading
