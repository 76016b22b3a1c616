"""A page costs no more because there are others; `make bench` measures it, and here it is counted."""

from pathlib import Path

from dlnotes.site.checks import gate
from dlnotes.site.project import Project
from dlnotes.site.results.plan import planned

PAGE = '# Page {n}\n\n![A page]({n}.png)\n\n```python\n--8<-- "one.py:one"\n```\n'


def listed(project, monkeypatch):
    """How often a folder is listed to plan a project and to run the gate."""
    count = []
    for name in ("glob", "rglob"):
        method = getattr(Path, name)
        monkeypatch.setattr(Path, name, lambda *a, m=method, **kw: count.append(a) or m(*a, **kw))
    planned(project)
    assert gate.check(project) == []
    monkeypatch.undo()
    return len(count)


def test_no_folder_is_listed_once_for_every_page(built, monkeypatch):
    few = listed(Project(built.root), monkeypatch)
    for n in range(9):
        built.write(f"docs/page-{n}.md", PAGE.format(n=n))
    assert listed(Project(built.root), monkeypatch) == few > 0
