"""What stands in the place of a figure that is not drawn yet has its size, and says what it takes."""

import re
from pathlib import Path

import pytest

from dlnotes.site.products import figures
from dlnotes.site.products.product import Task
from dlnotes.site.project import Project
from dlnotes.site.results.publish import took

PROJECT = Project(Path(__file__).parents[2])
FIGURES = PROJECT.figures()
STYLE = "0 0 331.2 216"  # 4.6 by 3 inches


def frame(path, seconds=0):
    (owed,) = figures.owed(PROJECT, Task("figures", "bars", "key", path), seconds).values()
    return owed.decode()


def view(svg):
    return re.search(r'viewBox="([^"]+)"', svg)[1]


@pytest.mark.parametrize("slug", FIGURES)
def test_a_frame_has_the_size_of_the_drawing(slug):
    drawn = PROJECT.generated / "figures" / f"{slug}.svg"
    assert view(frame(FIGURES[slug])) == view(drawn.read_text(encoding="utf-8"))


@pytest.mark.parametrize("said", ["", "SIZE = (4.6, HEIGHT)", "SIZE = 3", "SIZE = ()"])
def test_a_size_that_is_not_written_in_figures_is_that_of_the_style(tmp_path, said):
    path = tmp_path / "bars.py"
    path.write_text(f'"""Bars."""\n{said}\n')
    figures_in = Project(tmp_path)
    (owed,) = figures.owed(figures_in, Task("figures", "bars", "key", path), 0).values()
    assert view(owed.decode()) == STYLE


@pytest.mark.parametrize("seconds, said", [(0, ""), (0.2, "takes about 1 s"), (12.3, "takes about 12 s")])
def test_it_says_what_it_takes_if_that_is_known(seconds, said):
    assert re.search(r">([^<]*)</text>", frame(FIGURES["kl"], seconds))[1] == said


def test_what_a_task_took_is_known_of_what_was_timed_in_any_version(tmp_path):
    class Cache:
        def latest(self, task):
            return tmp_path if task.slug == "timed" else None

    (tmp_path / "seconds.json").write_text("12.3")
    tasks = [
        Task(product, slug, "key", Path("x"))
        for product, slug in (("experiments", "timed"), ("experiments", "new"), ("figures", "timed"))
    ]
    assert [took(Cache(), task) for task in tasks] == [12.3, None, None]
