"""The picture that other sites show beside a link to a lesson: its first figure, as it starts, on white."""

import io
from dataclasses import replace
from pathlib import Path

from dlnotes.site.products import figures, frames, svg
from dlnotes.site.products.product import MEANING, Source
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
    state = frames.start(figures.knobs_of(task))
    return on_white(bitmap(figures.module_of(task), figures.result_of(project, task), state))


def bitmap(module, result, state) -> bytes:
    """A figure as a PNG without a ground, as large as a card has room for."""
    with svg.canvas(module) as (figure, axes):
        module.draw(axes, result, **state)
        (width, height), out = figure.get_size_inches(), io.BytesIO()
        pixels = min((SIZE[0] - 2 * MARGIN) / width, (SIZE[1] - 2 * MARGIN) / height)
        figure.savefig(out, format="png", dpi=pixels)
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
