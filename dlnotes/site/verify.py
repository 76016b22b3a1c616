"""Claims run again from scratch, and listed: what `dlnotes verify` and `dlnotes list` print."""

import importlib
from dataclasses import dataclass

from dlnotes.site import scratch
from dlnotes.site.errors import BuildError, UnknownSlug
from dlnotes.site.products import arrays, claims, experiments
from dlnotes.site.project import Project
from dlnotes.site.published import Generated
from dlnotes.site.results.build import make
from dlnotes.site.results.plan import plan
from dlnotes.site.sources.claims import cards
from dlnotes.site.sources.notation import filled


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


def verify(project: Project, slugs=(), scheduler=None) -> list[Report]:
    """Run every experiment behind these claims (default: all) afresh, decide them, compare with the pages."""
    known, checks = cards(project), claims.registered(project)
    for slug in slugs:
        if slug not in known:
            raise UnknownSlug("claim", slug, known)
    chosen = [(known[slug], claims.experiment_of(known[slug], checks)) for slug in (slugs or known)]
    results, failures = _afresh(project, {experiment for _, experiment in chosen if experiment}, scheduler)
    published, fresh = (
        Generated.of(project),
        {name: experiments.numbers(result) for name, result in results.items()},
    )
    return [
        Report(card.slug, "", "", {}, {}, failures[experiment])
        if experiment in failures
        else _report(card, experiment, results, published, fresh)
        for card, experiment in chosen
    ]


def _afresh(project, slugs, scheduler):
    """(experiment → result, experiment → what went wrong), run in a cache of their own."""
    tasks = [task for task in plan(project) if _is_run(task) and task.slug in slugs]
    with scratch.folder(f"{scratch.HOME}verify-") as folder:
        failures = make(Project(project.root, folder), experiments, tasks, scheduler)
        done = {task.slug: arrays.load(task.entry(folder)) for task in tasks if task not in failures}
    said = {task.slug: "; ".join(map(str, failure.problems)) for task, failure in failures.items()}
    return done, said


def _is_run(task):
    return task.product == experiments.NAME


def _report(card, experiment, results, published, fresh):
    try:
        row = _decided(card, experiment, results)
    except BuildError as error:
        return Report(card.slug, "", "", {}, {}, str(error))
    before, now = published.claims.get(card.slug, row)["verdict"], row["verdict"]
    problem = "" if before == now else f"the verdict was {before!r} and is now {now!r}"
    own = {card.slug: row["numbers"] | fresh.get(card.slug, {})}
    statement = filled(row["statement"], published.numbers | fresh | own)
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
    entries = {task.slug: task.entry(project.cache) for task in plan(project) if _is_run(task)}
    return {slug: experiments.seconds(entry) for slug, entry in entries.items() if entry.is_dir()}
