"""Rules about what a lab says: a reader of the downloaded notebook sees it as it is, away from this site."""

import re

from dlnotes.site.checks import formulas
from dlnotes.site.errors import Problem
from dlnotes.site.sources.notation import MACROS

_SITE_ONLY = re.compile(
    rf"\[\[[\w-]+\.\w+:[^\]]*\]\]|--8<--|generated/figures/|^!!! |^\?\?\?\+? |\\(?:{'|'.join(MACROS)})\b"
)


def can_be_read_anywhere(subject):
    for path, prose in subject.labs.items():
        if isinstance(prose, Problem):
            yield prose
            continue
        name = subject.project.name(path)
        for number, line in prose:
            if found := _SITE_ONLY.search(line):
                said = f"{found[0]!r} is read by this site only; a notebook must do without"
                yield Problem(name, number, said)
        yield from formulas.of(name, prose)
