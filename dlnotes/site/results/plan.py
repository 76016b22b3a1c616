"""What there is to do: a task for everything that a product makes, each with the key of its result.

Planning reads syntax trees only, so that finding out that nothing is stale costs no import of NumPy.
"""

from dlnotes.site.errors import Problem, Problems, SourceError, UnknownSlug, unknown
from dlnotes.site.products import PRODUCTS
from dlnotes.site.products.product import TEXT, Source, Task
from dlnotes.site.project import Project
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.fingerprint import Fingerprints, key

MAKING = ("parts", "make", "store")


def plan(project: Project) -> list[Task]:
    """Every task of the project with its key, stale or not; Problems if one can have none."""
    tasks, problems = planned(project)
    if problems:
        raise Problems(problems)
    return tasks


def planned(project: Project) -> tuple[list[Task], list[Problem]]:
    """(the tasks that can be planned, what keeps others from it); nothing is imported that computes."""
    found, tasks, problems = Fingerprints(project.root), {}, []
    for product in PRODUCTS:
        maker = found.maker(_module(product, project), MAKING)
        for source in product.sources(project):
            try:
                task = _task(product, source, maker, found, tasks, project)
            except Problems as error:
                task, problems = None, problems + error.problems
            if isinstance(source, Source):
                tasks[product.NAME, source.slug] = task
    found.remember()
    return [task for task in tasks.values() if task], problems


def _task(product, source, maker, found, tasks, project):
    """The task; None if what it draws on has none."""
    if isinstance(source, Problem):
        raise Problems([source])
    above = [_find(tasks, *place, source, project) for place in source.upstream]
    made_of = [maker, *_drawn_on(product, source, found)]
    if None in above:
        return None
    name = key(*made_of, *(task.key for task in above))
    return Task(product.NAME, source.slug, name, source.path, source.others, tuple(above))


def stale(cache: Cache, tasks: list[Task]) -> list[Task]:
    """The tasks whose results are not there, or are damaged."""
    return [task for task in tasks if not cache.has(task)]


def choose(tasks: list[Task], only) -> list[Task]:
    """The tasks of these slugs (none: all), with the results that they draw on."""
    if not only:
        return tasks
    known = {task.slug for task in tasks}
    for slug in only:
        if slug not in known:
            raise UnknownSlug("experiment, figure or lab", slug, sorted(known))
    chosen = [task for task in tasks if task.slug in only]
    needed = {above for task in chosen for above in task.upstream}
    return [task for task in tasks if task in chosen or task in needed]


def _drawn_on(product, source, found):
    """The fingerprints of a source: its meaning if it is a module, and its text if the product draws on
    that."""
    if source.path.suffix == ".py":
        yield found.meaning(source.path)
    if product.DRAWS_ON == TEXT:
        yield found.text([source.path, *source.others])


def _find(tasks, product, slug, source, project):
    """The task of this slug; None if its source has a problem, which was told."""
    if (product, slug) not in tasks:
        known = [name for kind, name in tasks if kind == product]
        said = unknown(product.removesuffix("s"), slug, known)
        raise SourceError(project.name(source.path), source.line, said)
    return tasks[product, slug]


def _module(product, project):
    """The file of a product's module in the project."""
    return project.root.joinpath(*product.__name__.split(".")).with_suffix(".py")
