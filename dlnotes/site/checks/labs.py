"""The prose of labs: it is read in notebooks, too, which know nothing of this site's notation."""

import re

from dlnotes.site.checks.formulas import check_formulas
from dlnotes.site.products import labs
from dlnotes.site.project import Project
from dlnotes.site.sources.notation import MACROS

_SITE_ONLY = re.compile(
    rf"\[\[[\w-]+\.\w+:[^\]]*\]\]|--8<--|generated/figures/|^!!! |^\?\?\?\+? |\\(?:{'|'.join(MACROS)})\b"
)


def check_labs(project: Project):
    """What is wrong with the prose of all labs, each as `name:line: problem`."""
    for source in project.labs().values():
        name, lines = source.relative_to(project.root).as_posix(), labs.prose_of(source, project.root)
        for number, line in lines.items():
            if found := _SITE_ONLY.search(line):
                yield f"{name}:{number}: {found[0]!r} is read by this site only; a notebook must do without"
        yield from check_formulas(name, lines)
