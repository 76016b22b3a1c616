"""Results from the project's cache, each when a test first asks for it."""

import subprocess
import sys
from pathlib import Path

import pytest

from dlnotes.site.products import arrays, experiments
from dlnotes.site.project import Project
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.plan import plan, stale

PROJECT = Project(Path(__file__).parents[2])


class Results(dict):
    """Experiment → its arrays. What is stale runs first, in a process that has the code of now loaded."""

    def __init__(self):
        self.tasks = {task.slug: task for task in plan(PROJECT) if task.product == experiments.NAME}

    def __missing__(self, slug):
        task = self.tasks[slug]
        if stale(Cache(PROJECT.cache), [task]):
            run = subprocess.run(
                [sys.executable, "-m", "dlnotes", "build", slug],
                cwd=PROJECT.root,
                capture_output=True,
                text=True,
            )
            assert not stale(Cache(PROJECT.cache), [task]), run.stderr
        self[slug] = arrays.load(task.entry(PROJECT.cache))
        return self[slug]


@pytest.fixture(scope="session")
def results():
    return Results()


@pytest.fixture
def spoilt(results):
    """An experiment's result with some entries changed: `spoilt("why-log", defect_log=lambda defect: 1)`."""

    def spoil(slug, **changes):
        return results[slug] | {name: change(results[slug][name]) for name, change in changes.items()}

    return spoil
