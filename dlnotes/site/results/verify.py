"""Claims run again from scratch, and listed: what `dlnotes verify` and `dlnotes list` print."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dlnotes.site.products import claims
from dlnotes.site.products.experiments import load_result, numbers
from dlnotes.site.project import BuildError, Project, UnknownSlug
from dlnotes.site.published import Generated
from dlnotes.site.results import build
from dlnotes.site.results import dask as cluster
from dlnotes.site.results.cache import Cache


@dataclass(frozen=True)
class Report:
    """What came of one claim when it was run again; `problem` is empty if its verdict follows as published."""

    slug: str
    verdict: str
    statement: str
    numbers: dict
    conditions: dict
    problem: str = ""

    def lines(self):
        yield f"{self.slug}: {self.verdict if not self.problem else 'FAILED'}"
        yield f"    {self.problem or self.statement}"
        if self.conditions:
            yield "    the note's statement is " + ", ".join(
                f"{'true' if t else 'false'} for {c}" for c, t in self.conditions.items()
            )
        if self.numbers:
            yield "    " + ", ".join(f"{name} = {value:.6g}" for name, value in self.numbers.items())


def verify(project: Project, slugs=(), dask=None) -> list[Report]:
    """Run every experiment behind these claims (default: all) afresh, decide them, and compare with what is published."""
    known = claims.registered(project)
    for slug in slugs:
        if slug not in known:
            raise UnknownSlug("claim", slug, known)
    chosen = {slug: known[slug] for slug in (slugs or known)}
    needed = {claim.experiment for _, claim in chosen.values() if claim.experiment}
    with tempfile.TemporaryDirectory(prefix="dlnotes-verify-") as folder:
        afresh = Project(project.root, Path(folder))
        tasks = {
            task.slug: task
            for task in build.plan(afresh)
            if task.kind == "experiments" and task.slug in needed
        }
        with cluster.runs_on(dask):
            failures = dict(build.run_experiments(afresh, list(tasks.values())))
        results = {slug: load_result(afresh, task) for slug, task in tasks.items() if slug not in failures}
    published, fresh = Generated.of(project), {name: numbers(result) for name, result in results.items()}
    return [_report(claim, results, failures, published, fresh) for _, claim in chosen.values()]


def _report(claim, results, failures, published, fresh):
    if claim.experiment in failures:
        return Report(claim.slug, "", "", {}, {}, failures[claim.experiment])
    try:
        decided = claims.describe(claim, claims.examine(claim, results))
    except BuildError as error:
        return Report(claim.slug, "", "", {}, {}, str(error))
    before = published.claims.get(claim.slug, decided)["verdict"]
    problem = (
        ""
        if before == decided["verdict"]
        else f"the verdict was {before!r} and is now {decided['verdict']!r}"
    )
    own = {claim.slug: decided["numbers"] | fresh.get(claim.slug, {})}
    statement = published.filled(claim.statement, fresh | own)
    return Report(
        claim.slug, decided["verdict"], statement, decided["numbers"], decided["conditions"], problem
    )


def listing(project: Project) -> list[dict]:
    """Slug, verdict, lesson, kind and cost (CPU-seconds of its experiment when it last ran; None if nothing runs or was timed)."""
    generated = Generated.of(project)
    if not generated.claims:
        raise BuildError("nothing is decided yet: run `dlnotes build` first")
    seconds = _costs(project)
    return [
        {
            "slug": slug,
            "verdict": claim["verdict"],
            "lesson": Path(claim["page"]).stem,
            "kind": claim["kind"],
            "seconds": seconds.get(claim["experiment"]),
        }
        for slug, claim in generated.claims.items()
    ]


def _costs(project):
    cache, costs = Cache(project.cache), {}
    for task in build.plan(project):
        path = cache.entry(task.kind, task.slug, task.key) / "seconds.json"
        if task.kind == "experiments" and path.is_file():
            costs[task.slug] = json.loads(path.read_text())
    return costs
