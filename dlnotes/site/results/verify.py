"""Claims run again from scratch, and listed: what `dlnotes verify` and `dlnotes list` print."""

import importlib
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
from dlnotes.site.sources.claims import cards


@dataclass(frozen=True)
class Report:
    """What came of one claim, run again; `problem` is empty if its verdict follows as published."""

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
    """Run every experiment behind these claims (default: all) afresh, decide them, compare with the pages."""
    known, checks = cards(project), claims.registered(project)
    for slug in slugs:
        if slug not in known:
            raise UnknownSlug("claim", slug, known)
    chosen = [(known[slug], claims.experiment_of(known[slug], checks)) for slug in (slugs or known)]
    results, failures = _afresh(project, {experiment for _, experiment in chosen if experiment}, dask)
    published, fresh = Generated.of(project), {name: numbers(result) for name, result in results.items()}
    return [
        Report(card.slug, "", "", {}, {}, failures[experiment])
        if experiment in failures
        else _report(card, experiment, results, published, fresh)
        for card, experiment in chosen
    ]


def _afresh(project, slugs, dask):
    """(experiment → result, experiment → what went wrong), run in a cache of their own."""
    with tempfile.TemporaryDirectory(prefix="dlnotes-verify-") as folder:
        afresh = Project(project.root, Path(folder))
        tasks = [task for task in build.plan(afresh) if task.kind == "experiments" and task.slug in slugs]
        with cluster.runs_on(dask):
            failures = dict(build.run_experiments(afresh, tasks))
        done = {task.slug: load_result(afresh, task) for task in tasks if task.slug not in failures}
    return done, failures


def _report(card, experiment, results, published, fresh):
    try:
        row = _decided(card, experiment, results)
    except BuildError as error:
        return Report(card.slug, "", "", {}, {}, str(error))
    before, now = published.claims.get(card.slug, row)["verdict"], row["verdict"]
    problem = "" if before == now else f"the verdict was {before!r} and is now {now!r}"
    own = {card.slug: row["numbers"] | fresh.get(card.slug, {})}
    statement = published.filled(row["statement"], fresh | own)
    return Report(card.slug, now, statement, row["numbers"], row["conditions"], problem)


def _decided(card, experiment, results):
    """What would be published of a claim now."""
    decided = {}
    if experiment:
        module = importlib.import_module(f"dlnotes.claims.{experiment.replace('-', '_')}")
        evidence = claims.examine(card.slug, module.CLAIMS[card.slug], results[experiment])
        decided[experiment] = {card.slug: claims.describe(evidence)}
    return claims.joined({card.slug: card}, decided)[card.slug]


def listing(project: Project) -> list[dict]:
    """Slug, verdict, lesson, kind and cost of each claim.

    The cost is in CPU-seconds of its experiment when it last ran; None if nothing runs or was timed.
    """
    generated = Generated.of(project)
    if not generated.claims:
        raise BuildError("nothing is decided yet: run `dlnotes build` first")
    seconds = _costs(project)
    return [
        {
            "slug": slug,
            "verdict": claim["verdict"],
            "lesson": claim["page"].removesuffix(".md"),
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
