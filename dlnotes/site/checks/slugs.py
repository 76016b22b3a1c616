"""Rules about slugs: a slug is a file name, and a file name can be imported."""

import re

from dlnotes.site.errors import Problem
from dlnotes.site.sources.notation import SLUG

_MODULE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*\.py")


def are_file_names(subject):
    """Small letters, digits and underscores; a page, and a lab, which is one, has hyphens."""
    project = subject.project
    modules = [*project.snippets(), *project.exercises().values(), *project.experiments().values()]
    for path in [*modules, *project.figures().values(), *project.claims().values()]:
        if not _MODULE.fullmatch(path.name):
            said = f"a file is called by small letters, digits and underscores, not {path.name!r}"
            yield Problem(project.name(path), 1, said)
    for path in [*project.lessons(), *project.labs().values()]:
        for part in path.relative_to(project.docs).with_suffix("").parts:
            if not SLUG.fullmatch(part):
                said = f"a page is called by small letters, digits and hyphens, not {part!r}"
                yield Problem(project.name(path), 1, said)
