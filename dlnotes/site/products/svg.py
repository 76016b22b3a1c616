"""A figure module as one SVG: deterministic, legible, and coloured by CSS variables so that it follows the
palette."""

import base64
import contextlib
import hashlib
import io
import re
import warnings
from typing import NamedTuple
from xml.etree import ElementTree

from dlnotes.site.errors import BuildError

_NO_NUMBER = re.compile(r"\bnan\b")
# Matplotlib lays text out in STIX, which it brings; pages have STIX Two, whose upright letters are wider.
WIDER = 1.05
OPERATORS = set("=+−<>")  # with space around them
LETTERS = "font-family: STIX Two Text, STIX Two Math, STIXGeneral, serif; fill: currentColor"
_SVG = "{http://www.w3.org/2000/svg}"


class Drawing(NamedTuple):
    svg: str
    reading: str | None  # what `draw` says that it shows
    places: tuple  # where its axes lie


def render(module, slug, result, state=None) -> Drawing:
    """A figure module drawn from an experiment's result; `state` holds the settings of its knobs, if it
    has any."""
    with canvas(module) as (figure, drawn_on):
        reading = module.draw(drawn_on, result, **(state or {}))
        if state and _NO_NUMBER.search(str(reading)):
            raise BuildError(f"figure {slug}: the setting {state} says what is no number: {reading!r}")
        if state and not (isinstance(reading, str) and reading.strip()):
            said = f"draw returns what the setting {state} shows, in a sentence; got {reading!r}"
            raise BuildError(f"figure {slug}: {said}")
        _demand_legible(figure, slug)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        places = tuple(round(float(edge), 4) for ax in figure.axes for edge in ax.get_position().extents)
    if is_empty(buffer.getvalue()):
        raise BuildError(f"figure {slug}: draw has drawn nothing: no line, area, point or picture")
    return Drawing(themable(buffer.getvalue(), slug), reading, places)


@contextlib.contextmanager
def canvas(module):
    """(figure, axes) for what a module draws, of its size and in the look of the site, while one draws."""
    import matplotlib
    from matplotlib import pyplot as plt

    from dlnotes.figures import style

    matplotlib.use("svg")
    fixed = {"svg.hashsalt": "dlnotes", "svg.fonttype": "none", "svg.image_inline": True}
    with matplotlib.rc_context({**style.RC, **fixed}), warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph or a collapsed layout is a broken figure
        figure, drawn_on = axes(module)
        try:
            yield figure, drawn_on
        finally:
            plt.close(figure)


def axes(module):
    """(figure, axes) of a module's size and layout."""
    from matplotlib import pyplot as plt

    from dlnotes.figures import style

    size, layout = getattr(module, "SIZE", style.SIZE), getattr(module, "LAYOUT", None)
    return plt.subplot_mosaic(layout, figsize=size) if layout else plt.subplots(figsize=size)


def _demand_legible(figure, slug):
    """On a 320 px phone one unit of the drawing is about one pixel: smaller text could not be read there."""
    from matplotlib.text import Text

    from dlnotes.figures import style

    if figure.get_figwidth() > style.WIDTH:
        raise BuildError(f"figure {slug}: {figure.get_figwidth()} in is wider than {style.WIDTH} in")
    for text in figure.findobj(Text):
        if text.get_visible() and _NO_NUMBER.search(text.get_text()):
            raise BuildError(f"figure {slug}: its text {text.get_text()!r} is no number")
        if text.get_visible() and text.get_text().strip() and text.get_fontsize() < style.SMALLEST_TEXT:
            said = f"text {text.get_text()!r} is {text.get_fontsize()} pt, below {style.SMALLEST_TEXT}"
            raise BuildError(f"figure {slug}: {said}")


def is_empty(text: str) -> bool:
    """Whether Matplotlib drew nothing but frames and titles: no line, area, point or picture in any axes, and
    not more than one text."""
    figure = ElementTree.fromstring(text).find(f".//{_SVG}g[@id='figure_1']")
    groups = [figure, *(group for group in figure if group.get("id", "").startswith("axes_"))]
    marks = [mark for group in groups for mark in group[1:] if not _is_frame(mark)]  # the first is the ground
    texts = [mark for mark in marks if mark.get("id", "").startswith("text_")]
    return len(texts) < 2 and not any(map(_is_visible, set(marks) - set(texts)))


def _is_frame(mark):
    """Axes as such, an axis with its ticks, or an edge of the frame."""
    if mark.get("id", "").startswith(("axes_", "matplotlib.axis_")):
        return True
    return mark.get("id", "").startswith("patch_") and "stroke-linecap: square" in mark[0].get("style", "")


def _is_visible(mark):
    """Whether it has a picture, a marker, or a path that leads somewhere and has a colour."""
    hidden = {path for found in mark.iter(f"{_SVG}defs") for path in found}
    for part in set(mark.iter()) - hidden:
        style = part.get("style", "")
        coloured = "stroke:" in style or "fill: none" not in style
        if part.tag == f"{_SVG}use" or (part.tag == f"{_SVG}image" and not _is_transparent(part)):
            return True
        if part.tag == f"{_SVG}path" and part.get("d", "").strip() and coloured:
            return True
    return False


def _is_transparent(image):
    from PIL import Image

    href = image.get("{http://www.w3.org/1999/xlink}href")
    picture = Image.open(io.BytesIO(base64.b64decode(href.partition("base64,")[2])))
    return picture.mode == "RGBA" and picture.getchannel("A").getextrema()[1] == 0


def themable(text: str, slug: str) -> str:
    """Colours to CSS variables, ids prefixed with the slug, nothing that changes from run to run."""
    from dlnotes.figures import style

    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.S)
    # Inlined in a page, a rule for `*` would restyle the page: the two properties go to the root, which hands
    # them down.
    text = re.sub(r"\s*<defs>\s*<style[^>]*>.*?</style>\s*</defs>", "", text, count=1, flags=re.S)
    text = text.replace("<svg ", f'<svg style="stroke-linejoin: round; stroke-linecap: butt; {LETTERS}" ', 1)
    text = re.sub(r'(<svg\b[^>]*?) height="[^"]*"', r"\1", text, count=1)
    text = re.sub(r'(<svg\b[^>]*?) width="[^"]*"', r"\1", text, count=1)
    text = text.replace(style.INK, "currentColor").replace(style.PAPER, "var(--fig-paper, #fff)")
    text = text.replace(style.MUTED, f"var(--fig-muted, {style.MUTED})").replace(
        style.FAINT, f"var(--fig-faint, {style.FAINT})"
    )
    for name, colour in style.ACCENTS.items():
        text = text.replace(colour, f"var(--fig-{name}, {colour})")
    text = re.sub(r'\bid="', f'id="{slug}-', text)
    text = re.sub(r'(xlink:href|href)="#', rf'\1="#{slug}-', text)
    text = re.sub(r"(data:image/png;base64,)([^\"]+)", lambda match: match[1] + _grey(match[2]), text)
    return _compact(re.sub(r"url\(#", f"url(#{slug}-", text), slug)


def _grey(encoded):
    """A picture of greys as one number for each pixel instead of the four that Matplotlib writes; any
    other as it is."""
    from PIL import Image

    picture, out = Image.open(io.BytesIO(base64.b64decode(encoded))), io.BytesIO()
    grey = picture.convert("L")
    if grey.convert(picture.mode).tobytes() != picture.tobytes():
        return encoded
    few = grey.quantize(16)  # sixteen greys take half a byte each
    if few.convert("L").tobytes() == grey.tobytes():
        grey = few
    grey.save(out, format="png", optimize=True)
    return base64.b64encode(out.getvalue()).decode()


def _compact(text, slug):
    """The same drawing in half the bytes: a tenth of a point is enough for a line, an id that nobody names is
    not needed, and the others are short."""
    named = dict.fromkeys(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    stem = hashlib.sha256(slug.encode()).hexdigest()[:4]
    short = {name: f"f{stem}{number:x}" for number, name in enumerate(named)}
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r' id="([^"]+)"', lambda m: f' id="{short[m[1]]}"' if m[1] in named else "", text)
    text = re.sub(r'(href="#|url\(#)([^")]+)', lambda m: m[1] + short[m[2]], text)
    text = text.replace("xlink:href", "href").replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    text = re.sub(r'<path( id="[^"]*")? d="([^"]*)"', _path, text)
    text = re.sub(r' (x|y)="([^"]*)"', lambda m: f' {m[1]}="{_rounded(m[2], 2)}"', text)
    text = re.sub(r"translate\(([^)]*)\)", lambda m: f"translate({_rounded(m[1], 2)})", text)
    text = re.sub(r"<text\b.*?</text>", _text, text, flags=re.S)
    text = re.sub(r">\n\s*<", "><", text)
    while text != (
        text := re.sub(r"<g>((?:(?!</?g\b).)*)</g>", r"\1", text, flags=re.S)
    ):  # a group that groups nothing
        pass
    return text.strip() + "\n"


def _path(found):
    """A path; one with a name is a glyph or a marker, which is small and keeps its digits."""
    name, steps = found[1] or "", found[2]
    steps = _rounded(steps, 2 if name else 1)
    told, before = "", ""
    for command, numbers in re.findall(r"([MLHVCSQTAZz])([^MLHVCSQTAZz]*)", steps):
        same = command == "L" and before in ("M", "L")  # what follows these is a line anyway
        told, before = told + (" " if same else command) + numbers.strip(), command
    return f'<path{name} d="{told}"'


def _text(found):
    """A text without what all have in common; the signs of a formula that follow each other are one run."""
    text = re.sub(r"font-family: [^;\"]*;? ?|fill: currentColor;? ?", "", found[0])
    text = re.sub(r' transform="rotate\(-0 [^"]*"|; (?=")| style=""', "", text)
    text = re.sub(r'style="(?!font-style: italic)[^"]*', _narrower, text)
    signs = re.findall(r'<tspan x="([^"]*)" y="([^"]*)"([^>]*)>([^<]*)</tspan>', text)
    runs, before = [], None
    for place, line, style, sign in sorted(signs, key=lambda found: float(found[0])):  # they come by style
        if before == (line, style) and not OPERATORS & {sign, runs[-1][-1]}:
            runs[-1] += sign or " "
        else:
            runs.append(f'<tspan x="{place}" y="{line}"{style}>{sign or " "}')
        before = line, style
    return re.sub(r"<tspan.*</tspan>", "</tspan>".join([*runs, ""]), text, flags=re.S)


def _narrower(style):
    return re.sub(r"(?<=font-size: )[\d.]+", lambda size: f"{float(size[0]) / WIDER:.3g}", style[0])


def _rounded(numbers, digits):
    return " ".join(
        re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.{digits}f}".rstrip("0").rstrip("."), numbers).split()
    )
