"""A figure that can be turned: one drawing for each setting of its knobs, in files that a page loads when they are asked for.

A file holds the drawings along the first knob, for one setting of the others, so that a drag along it costs one request. Each is a script that hands over
data: a page opened from a USB stick may load scripts, and nothing else.
"""
import itertools
import json
import re

from dlnotes.site.project import BuildError

_GLYPHS = re.compile(r'<defs>((?:<path id="[^"]+"[^>]*/>)+)</defs>')
_GLYPH = re.compile(r'<path id="([^"]+)"[^>]*/>')


def settings(knobs):
    """Every setting: (name of its file, keywords for `draw`); along the first knob last of all, so that files come one after the other."""
    first, *others = knobs
    for places in itertools.product(*(range(len(knob.values)) for knob in others)):
        fixed = {knob.name: knob.values[place] for knob, place in zip(others, places)}
        for value in first.values:
            yield "-".join(map(str, places)) or "0", {first.name: value} | fixed


def start(knobs):
    """The keywords of the first setting."""
    return {knob.name: knob.start for knob in knobs}


def files(knobs, slug, render) -> dict[str, str]:
    """File name → script, for all settings; `render(state)` gives a Drawing."""
    found, home = {}, None
    for name, state in settings(knobs):
        drawing = render(state)
        home = home or drawing.places
        if drawing.places != home:
            raise BuildError(f"figure {slug}: its axes move from one setting to the next ({state}); fix limits and ticks, so that nothing jumps under the reader's hand")
        found.setdefault(name, []).append([drawing.svg[drawing.svg.index(">") + 1 : drawing.svg.rindex("</svg>")], drawing.reading])
    return {f"{name}.js": _script(slug, name, frames) for name, frames in found.items()}


def describe(knobs) -> list[dict]:
    """The knobs as plain data, for the page."""
    return [
        {"name": k.name, "label": k.label, "texts": k.texts, "start": k.values.index(k.start), "words": k.words,
         "keys": [str(value) if k.words else f"{value:g}" for value in k.values]}
        for k in knobs
    ]


def _script(slug, name, frames):
    """Letters are drawn alike in all frames: their outlines stand once in a file."""
    glyphs = {}
    for frame in frames:
        for block in _GLYPHS.findall(frame[0]):
            glyphs |= {match[1]: match[0] for match in _GLYPH.finditer(block)}
        frame[0] = _GLYPHS.sub("", frame[0])
    data = json.dumps([f"<defs>{''.join(glyphs.values())}</defs>", frames], ensure_ascii=False, separators=(",", ":"))
    return f'dlnotesFrames("{slug}","{name}",{data})\n'
