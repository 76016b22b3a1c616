"""Snippets and exercises, as files that pages link to: nothing is made of them, they are shown as they
are."""

from dlnotes.site.products.product import TEXT, Source

NAME, DRAWS_ON = "snippets", TEXT
AT_ONCE = True


def sources(project):
    paths = [*project.snippets(), *project.exercises().values()]
    return [Source(f"{path.parent.name}/{path.stem}", path) for path in paths]


def parts(task) -> list:
    """None, and so nothing is made."""
    return []


def store(project, task, outcomes, folder) -> None:
    """Its entry stays empty."""


def files(project, task, entry) -> dict:
    return {project.generated / "source" / task.source.parent.name / task.source.name: task.source}


def tables(project, entries, so_far) -> dict:
    return {}
