"""What there is to do: every experiment, figure, claim, lab and the wheel, each with the key of its result.

Planning reads syntax trees only, so that finding out that nothing is stale costs no import of NumPy.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site.products import claims, labs, svg, wheel
from dlnotes.site.project import Project, UnknownSlug
from dlnotes.site.results import fingerprint as closure
from dlnotes.site.results.cache import Cache

# What a task leaves in its entry of the cache.
PRODUCT = {
    "figures": "figure.svg",
    "claims": "claims.json",
    "labs": "notebook.ipynb",
    "wheels": "package.whl",
}


@dataclass(frozen=True)
class Task:
    kind: str  # "experiments", "figures", "claims", "labs" or "wheels"
    slug: str
    key: str
    source: Path
    upstream: tuple[
        "Task", ...
    ] = ()  # the experiments whose results a figure draws or claims are decided from

    @property
    def module(self):
        return f"dlnotes.{self.kind}.{self.source.stem}"

    @property
    def experiments(self):
        return tuple(task.slug for task in self.upstream)


def plan(project: Project) -> list[Task]:
    """Every task of the project with its cache key, stale or not; nothing is imported."""
    root = project.root
    runs = {
        slug: Task("experiments", slug, closure.digest(path, root), path)
        for slug, path in project.experiments().items()
    }
    drawings = [_figure_task(project, slug, path, runs) for slug, path in project.figures().items()]
    decisions = [_claims_task(project, slug, path, runs) for slug, path in project.claims().items()]
    # A lab is keyed by its text too: its Markdown cells are comments, which the syntax tree leaves out.
    notebooks = [
        Task("labs", slug, closure.digest(path, root, path.read_text(encoding="utf-8"), labs.recipe()), path)
        for slug, path in project.labs().items()
    ]
    package = (
        [Task("wheels", "dlnotes", wheel.digest(project), project.root / "pyproject.toml")]
        if wheel.sources(project)
        else []
    )
    return [*runs.values(), *drawings, *decisions, *notebooks, *package]


def stale(project: Project, tasks: list[Task]) -> list[Task]:
    cache = Cache(project.cache)
    return [task for task in tasks if not cache.has(task.kind, task.slug, task.key)]


def _figure_task(project, slug, path, runs):
    experiment = _constant(path, "EXPERIMENT")
    if experiment is not None and experiment not in runs:
        raise UnknownSlug("experiment", experiment, runs, where=f"{path.relative_to(project.root)}: ")
    upstream = (runs[experiment],) if experiment else ()
    return Task(
        "figures",
        slug,
        closure.digest(path, project.root, *(run.key for run in upstream), svg.recipe(project.package)),
        path,
        upstream,
    )


def _claims_task(project, slug, path, runs):
    """The claims that are decided from the experiment of the same name."""
    if slug not in runs:
        raise UnknownSlug("experiment", slug, runs, where=f"{path.relative_to(project.root)}: ")
    key = closure.digest(path, project.root, claims.recipe(), runs[slug].key)
    return Task("claims", slug, key, path, (runs[slug],))


def _constant(path, name):
    """The literal that a module assigns to `name`, without importing it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == name for t in node.targets
        ):
            return ast.literal_eval(node.value)
    return None


def choose(tasks: list[Task], only) -> list[Task]:
    """The tasks of these slugs (none: all), with the experiments that they draw on."""
    if not only:
        return tasks
    known = {task.slug for task in tasks}
    for slug in only:
        if slug not in known:
            raise UnknownSlug("experiment, figure or lab", slug, sorted(known))
    needed = set(only) | {experiment for t in tasks if t.slug in only for experiment in t.experiments}
    return [t for t in tasks if t.slug in only or (t.kind == "experiments" and t.slug in needed)]
