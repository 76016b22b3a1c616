"""Claims run again from scratch, and listed: what `dlnotes verify` and `dlnotes list` print."""

from dataclasses import dataclass
from pathlib import Path

from dlnotes.site import scratch
from dlnotes.site.errors import BuildError, UnknownSlug
from dlnotes.site.products import arrays, claims, experiments
from dlnotes.site.project import Project
from dlnotes.site.published import Generated
from dlnotes.site.results.build import make
from dlnotes.site.results.plan import plan


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


def verify(project: Project, slugs=(), scheduler=None) -> list[Report]:
    """Run every experiment behind these claims (default: all) afresh, decide them, and compare with what is published."""
    known = claims.registered(project)
    for slug in slugs:
        if slug not in known:
            raise UnknownSlug("claim", slug, known)
    chosen = {slug: known[slug] for slug in (slugs or known)}
    needed = {claim.experiment for _, claim in chosen.values() if claim.experiment}
    results, failures = _run(
        {task for task in plan(project) if _is_run(task) and task.slug in needed}, project, scheduler
    )
    published, fresh = (
        Generated.of(project),
        {name: experiments.numbers(result) for name, result in results.items()},
    )
    return [_report(claim, results, failures, published, fresh) for _, claim in chosen.values()]


def _run(tasks, project, scheduler):
    """(slug → arrays, slug → what went wrong) of these experiments, run in a cache of their own."""
    with scratch.folder(f"{scratch.HOME}verify-") as folder:
        afresh = Project(project.root, folder)
        failures = make(afresh, experiments, sorted(tasks, key=lambda task: task.slug), scheduler)
        results = {task.slug: arrays.load(task.entry(folder)) for task in tasks if task not in failures}
    return results, {task.slug: message for task, message in failures.items()}


def _is_run(task):
    return task.product == experiments.NAME


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
    entries = {task.slug: task.entry(project.cache) for task in plan(project) if _is_run(task)}
    return {slug: experiments.seconds(entry) for slug, entry in entries.items() if entry.is_dir()}
