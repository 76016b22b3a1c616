"""Figures that can be turned: every setting is drawn, along the first knob in one file, and nothing jumps
or stays mute."""

import base64
import io
import json
import re
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from dlnotes.figures.knob import Knob
from dlnotes.site.products import csv_table as data
from dlnotes.site.products import frames, svg
from dlnotes.site.project import BuildError

KNOBS = (
    Knob("n", "inputs", (1, 2, 3), start=2),
    Knob("kind", "kind of step", ("short", "long"), start="long"),
    Knob("s", "stride", (1, 2), start=1),
)


def draw(ax, result, n, kind, s):
    """Dots."""
    ax.plot(range(n), [len(kind)] * n, "o")
    ax.set(xlim=(-1, 4), ylim=(0, 10), title=f"stride {s}")
    return f"{n} dots, {kind}, {s}"


def scripts(draw=draw, knobs=KNOBS):
    """File → script, as the build makes them."""
    module = SimpleNamespace(draw=draw)
    drawn = {
        name: [(state, svg.render(module, "dots", {}, state)) for state in frames.states(knobs, name)]
        for name in frames.names(knobs)
    }
    frames.demand_still("dots", sum(drawn.values(), []))
    return {
        f"{name}.js": frames.script("dots", name, [drawing for _, drawing in drawings])
        for name, drawings in drawn.items()
    }


def load(script):
    """What a page receives: (slug, file, [[drawing, reading], …])."""
    return json.loads(f"[{re.fullmatch(r'dlnotesFrames[(](.*)[)]', script.strip(), re.S)[1]}]")


def test_every_setting_is_drawn_and_says_what_it_shows():
    found = {name: load(text) for name, text in scripts().items()}
    assert set(found) == {"0-0.js", "0-1.js", "1-0.js", "1-1.js"}
    for name, (slug, file, drawings) in found.items():
        kind, s = ("short", "long")[int(name[0])], int(name[2]) + 1
        assert (slug, f"{file}.js") == ("dots", name)
        assert [reading for _, reading in drawings] == [f"{n} dots, {kind}, {s}" for n in (1, 2, 3)]
    assert len({drawing for _, _, drawings in found.values() for drawing, _ in drawings}) == 12


def test_a_frame_is_the_whole_drawing():
    """Everything that it names is in it."""
    _, _, drawings = load(scripts()["0-0.js"])
    for drawing, _ in drawings:
        named = set(re.findall(r'(?:href="#|url\(#)([^")]+)', drawing))
        assert named and named <= set(re.findall(r' id="([^"]+)"', drawing))


def test_one_knob_is_one_file():
    assert list(scripts(lambda ax, result, n: draw(ax, result, n, "short", 1), KNOBS[:1])) == ["0.js"]


def test_axes_that_move_are_refused():
    def jumping(ax, result, n):
        ax.plot([0, 1])
        ax.set_ylabel("\n" * n + "y")
        return "dots"

    with pytest.raises(BuildError, match=r"figure dots: its axes move .*'n': 2"):
        scripts(jumping, KNOBS[:1])


@pytest.mark.parametrize("said", [None, "", 3])
def test_a_setting_that_says_nothing_is_refused(said):
    with pytest.raises(BuildError, match="figure dots: draw returns what the setting"):
        scripts(lambda ax, result, n: said, KNOBS[:1])


@pytest.mark.parametrize(
    "knob, told",
    [
        ({"values": (1,), "start": 1}, "two values or more"),
        ({"values": (1.01, 1.02), "start": 1.01, "text": "{:.1f}"}, "a text of its own"),
        ({"values": (1, 2), "start": 3}, r"starts at one of its values \(1, 2\); got 3"),
    ],
)
def test_a_knob_that_cannot_be_turned_is_refused(knob, told):
    with pytest.raises(ValueError, match=told):
        Knob("k", "knob", **knob)


def test_the_table_holds_what_was_read_and_nothing_else():
    result = data.Watched({"a": [1.0, 0.123456789], "b": [[1, 2], [3, 4], [5, 6]], "n": 3, "unread": [9]})
    result["a"], result["b"], result["n"]
    assert data.table(result.read) == "a,b[0],b[1],b[2],n\n1,1,3,5,3\n0.123457,2,4,6,\n"


def embedded(colour):
    """The picture of an image plot, as the drawing carries it."""
    module = SimpleNamespace(draw=lambda ax, result: ax.imshow(colour, vmin=0, vmax=1) and None)
    encoded = re.search(r"data:image/png;base64,([^\"]+)", svg.render(module, "cat", {}).svg)[1]
    return Image.open(io.BytesIO(base64.b64decode(encoded)))


def test_a_grey_picture_is_embedded_as_greys():
    grey = np.arange(64).reshape(8, 8) / 255
    picture = embedded(grey)
    assert picture.mode == "L"
    np.testing.assert_allclose(np.asarray(picture), grey * 255, atol=1)  # a colour map has 256 places


def test_a_coloured_or_translucent_picture_stays_as_it_is():
    colour, glass = np.zeros((4, 4, 3)), np.full((4, 4, 4), 0.5)
    colour[..., 0] = np.linspace(0, 1, 16).reshape(4, 4)
    assert embedded(colour).mode == "RGBA" and np.asarray(embedded(colour))[3, 3, 0] == 255
    assert embedded(glass).mode == "RGBA"
