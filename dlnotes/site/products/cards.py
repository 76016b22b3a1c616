"""The picture that other sites show beside a link to a lesson: its first figure, as it starts, on white."""

import importlib
import io
from dataclasses import replace
from pathlib import Path

from dlnotes.site.products import arrays, figures, frames
from dlnotes.site.products.product import MEANING, Source
from dlnotes.site.products.svg import _axes
from dlnotes.site.sources.note import is_lesson
from dlnotes.site.sources.page import load

NAME, DRAWS_ON = "cards", MEANING
AUTHORS_CODE = True
SIZE, MARGIN = (1200, 630), 40  # pixels; what other sites ask for


def sources(project):
    drawn = {found.slug: found for found in figures.sources(project) if isinstance(found, Source)}
    for path in filter(is_lesson, project.lessons()):
        first = next((figure.slug for figure in load(project, path).figures if figure.slug in drawn), None)
        if first:
            yield replace(drawn[first], slug=f"{path.parent.name}-{path.stem}")


def parts(task) -> list:
    return [None]


def make(project, task, part) -> bytes:
    module = importlib.import_module(f"dlnotes.figures.{task.source.stem}")
    result = arrays.load(task.upstream[0].entry(project.cache)) if task.upstream else {}
    return on_white(bitmap(module, result, frames.start(getattr(module, "KNOBS", ()))))


def bitmap(module, result, state) -> bytes:
    """A figure as a PNG without a ground, as large as a card has room for."""
    import matplotlib
    from matplotlib import pyplot as plt

    from dlnotes.figures import style

    matplotlib.use("svg")  # the one that every drawing here is made with; it writes PNG, too
    with matplotlib.rc_context(style.RC):
        figure, axes = _axes(plt, module, style)
        try:
            module.draw(axes, result, **state)
            (width, height), out = figure.get_size_inches(), io.BytesIO()
            pixels = min((SIZE[0] - 2 * MARGIN) / width, (SIZE[1] - 2 * MARGIN) / height)
            figure.savefig(out, format="png", dpi=pixels)
        finally:
            plt.close(figure)
    return out.getvalue()


def on_white(drawn: bytes) -> bytes:
    """A transparent picture in the middle of a white one of the size of a card, in few colours."""
    from PIL import Image

    picture, card, out = Image.open(io.BytesIO(drawn)), Image.new("RGBA", SIZE, "white"), io.BytesIO()
    place = tuple((whole - part) // 2 for whole, part in zip(SIZE, picture.size))
    card.alpha_composite(picture.convert("RGBA"), place)
    card.convert("RGB").quantize(64).save(out, format="png", optimize=True)
    return out.getvalue()


def store(project, task, outcomes, folder: Path) -> None:
    (folder / "card.png").write_bytes(outcomes[0])


def files(project, task, entry) -> dict:
    return {project.generated / "cards" / f"{task.slug}.png": entry / "card.png"}


def tables(project, entries, so_far) -> dict:
    return {}
