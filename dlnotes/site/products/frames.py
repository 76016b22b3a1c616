"""A figure that can be turned: one drawing for each setting of its knobs, in files that a page loads when
they are asked for.

A file holds the drawings along the first knob, for one setting of the others, so that a drag along it
costs one request. Each is a script that hands over data: a page opened from a USB stick may load scripts,
and nothing else.
"""

import itertools
import json

from dlnotes.site.errors import BuildError


def names(knobs) -> list[str]:
    """The files of a figure: one for each setting of all knobs but the first, named by their positions."""
    places = itertools.product(*(range(len(knob.values)) for knob in knobs[1:]))
    return ["-".join(map(str, place)) or "0" for place in places]


def states(knobs, name) -> list[dict]:
    """The keywords for `draw` of each drawing in the file `name`, along the first knob."""
    first, *others = knobs
    fixed = {knob.name: knob.values[int(place)] for knob, place in zip(others, name.split("-"))}
    return [{first.name: value} | fixed for value in first.values]


def start(knobs) -> dict:
    """The keywords of the first setting; none of a figure without knobs."""
    return {knob.name: knob.start for knob in knobs}


def demand_still(slug, drawings) -> None:
    """BuildError if axes lie elsewhere in one of these (state, Drawing) than in the first."""
    (_, first), *rest = drawings
    for state, drawing in rest:
        if drawing.places != first.places:
            raise BuildError(
                f"figure {slug}: its axes move from one setting to the next ({state}); fix limits and ticks, "
                "so that nothing jumps under the reader's hand"
            )


def describe(knobs) -> list[dict]:
    """The knobs as plain data, for the page."""
    return [
        {
            "name": k.name,
            "label": k.label,
            "texts": k.texts,
            "start": k.values.index(k.start),
            "words": k.words,
            "keys": [str(value) if k.words else f"{value:g}" for value in k.values],
        }
        for k in knobs
    ]


def script(slug, name, drawings) -> str:
    """One file: what stands inside each drawing, and what it says that it shows."""
    inside = [d.svg[d.svg.index(">") + 1 : d.svg.rindex("</svg>")] for d in drawings]
    frames = [[svg, drawing.reading] for svg, drawing in zip(inside, drawings)]
    return (
        f'dlnotesFrames("{slug}","{name}",{json.dumps(frames, ensure_ascii=False, separators=(",", ":"))})\n'
    )
