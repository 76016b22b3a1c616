"""Current results, copied to where the pages look for them: `docs/generated/` and `docs/labs/`.

Only bytes that changed are written, since `mkdocs serve` rebuilds on every write; what nothing stands for
any more goes.
"""

import json
import math

from dlnotes.site import scratch
from dlnotes.site.products import PRODUCTS
from dlnotes.site.project import Project
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.plan import Task


def publish(project: Project, cache: Cache, tasks: list[Task], owed=False) -> list:
    """Copy the results of all tasks, as the cache has them, and return the files that changed. A result that
    is not made yet (another was asked for) is shown as it was made last; if it never was, then with `owed` by
    what stands in its place."""
    found, tables = {}, {}
    for product in PRODUCTS:
        entries = {task: cache.latest(task) for task in tasks if task.product == product.NAME}
        missing = [task for task, entry in entries.items() if not entry]
        entries = {task: entry for task, entry in entries.items() if entry}
        for task, entry in entries.items():
            files = product.files(project, task, entry)
            found |= {target: file.read_bytes() for target, file in files.items()}
        for task in missing if owed and hasattr(product, "owed") else ():
            waits_for = [above for above in task.upstream if not cache.has(above)]
            found |= product.owed(project, task, sum(took(cache, above) or 0 for above in waits_for))
        for name, rows in product.tables(project, entries, tables).items():
            tables.setdefault(name, {}).update(rows)
    found |= {project.generated / name: _text(table).encode() for name, table in tables.items()}
    changed = [target for target, data in found.items() if scratch.write(target, data)]
    _sweep(project, found.keys())
    return changed


def took(cache: Cache, task: Task) -> float | None:
    """What a task took, in seconds of one processor, when it was made last; None if that is not known."""
    product = next(product for product in PRODUCTS if product.NAME == task.product)
    entry = cache.latest(task) if hasattr(product, "seconds") else None
    return product.seconds(entry) if entry else None


def _text(table):
    return json.dumps(_finite(table), indent=1) + "\n"


def _finite(value):
    """JSON has no infinity: `inf` and `nan` are written as text, which `format` gives for them anyway."""
    if isinstance(value, dict):
        return {name: _finite(part) for name, part in value.items()}
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _sweep(project, wanted):
    """Remove what is left of slugs that are gone, and drafts that nobody works on any more."""
    found = [*project.generated.rglob("*.*"), *(project.docs / "labs").glob("*.ipynb")]
    drafts = [path for path in found if path.name.startswith(scratch.DRAFT)]
    scratch.sweep(drafts)
    for path in found:
        if path.is_file() and path not in wanted and path not in drafts:
            path.unlink()
