"""Results from the project's cache, and the claims decided from them, each when a test first asks for it."""

import subprocess
import sys
from pathlib import Path

import pytest

from dlnotes.site.products import claims
from dlnotes.site.project import Project
from dlnotes.site.results import build, load_result

PROJECT = Project(Path(__file__).parents[2])


class Results(dict):
    """Experiment → its arrays. What is stale runs first, in a process of its own: this one may have older code loaded."""

    def __init__(self):
        self.tasks = {task.slug: task for task in build.plan(PROJECT) if task.kind == "experiments"}

    def __missing__(self, slug):
        task = self.tasks[slug]
        if build.stale(PROJECT, [task]):
            run = subprocess.run(
                [sys.executable, "-m", "dlnotes", "build", slug],
                cwd=PROJECT.root,
                capture_output=True,
                text=True,
            )
            assert not build.stale(PROJECT, [task]), run.stderr
        self[slug] = load_result(PROJECT, task)
        return self[slug]


class Decided(dict):
    """Claim → its decision as plain data; iterate over `registered` for all of them."""

    def __init__(self, results):
        self.results, self.registered = results, claims.registered(PROJECT)

    def __missing__(self, slug):
        _, claim = self.registered[slug]
        needed = {claim.experiment: self.results[claim.experiment]} if claim.experiment else {}
        self[slug] = claims.describe(claim, claims.examine(claim, needed))
        return self[slug]

    def verdicts(self, lesson):
        """Slug → verdict of every claim of a lesson: what its own test pins."""
        return {
            slug: self[slug]["verdict"] for slug, (where, _) in self.registered.items() if where == lesson
        }


@pytest.fixture(scope="session")
def results():
    return Results()


@pytest.fixture(scope="session")
def decided(results):
    return Decided(results)
