"""Claims decided: checks run on results, verdicts derived, evidence turned into plain data for pages, ledger and command line."""

import ast
import copy
import importlib
import json
import traceback
from pathlib import Path

from dlnotes.claims.claim import ANSWERED, CONDITIONS, CORRECTED, HOLDS, UNTESTABLE, Claim, Evidence, verdict
from dlnotes.site.errors import BuildError
from dlnotes.site.products import arrays
from dlnotes.site.products.product import MEANING, Source

NAME, DRAWS_ON = "claims", MEANING


def sources(project):
    for lesson, path in project.claims().items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        keywords = (
            node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "experiment"
        )
        named = sorted({node.value.value for node in keywords if isinstance(node.value, ast.Constant)})
        yield Source(lesson, path, upstream=tuple(("experiments", slug) for slug in named))


def parts(task):
    return [None]


def make(project, task, part):
    results = {above.slug: arrays.load(above.entry(project.cache)) for above in task.upstream}
    return decide(importlib.import_module(f"dlnotes.claims.{task.source.stem}"), results)


def store(project, task, outcomes, folder):
    (folder / "claims.json").write_text(json.dumps(outcomes[0], indent=1))


def files(project, task, entry):
    return {}


def tables(project, entries):
    lessons = {task.slug: json.loads((entry / "claims.json").read_text()) for task, entry in entries.items()}
    from dlnotes.site.checks import gaps

    return {"claims.json": lessons, "numbers.json": {"claims": tally(lessons, len(gaps.gaps(project)))}}


def decide(module, results: dict) -> dict:
    """Slug → decided claim, for the claims of a lesson; BuildError names the first claim that no longer stands."""
    decided = {}
    for claim in module.CLAIMS:
        if claim.slug in decided:
            raise BuildError(f"claim {claim.slug}: registered twice")
        decided[claim.slug] = describe(claim, examine(claim, results))
    return decided


def examine(claim: Claim, results: dict) -> Evidence | None:
    """The evidence for a claim; an error if its statement does not follow, or if the check would let the wrong version pass."""
    if claim.by_citation:
        return None
    if claim.experiment not in results:
        raise BuildError(
            f"claim {claim.slug}: write its experiment as a literal, experiment={claim.experiment!r}, so that the build finds it"
        )
    result = results[claim.experiment]
    try:
        evidence = claim.check(result)
        passes = claim.check(
            claim.control(copy.deepcopy(result))
        ).ours  # a copy: a control may write into its argument
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        raise BuildError(
            f"claim {claim.slug}: {Path(at.filename).name}:{at.lineno}: {type(error).__name__}: {error}"
        ) from error
    if not evidence.ours:
        raise BuildError(
            f"claim {claim.slug}: what we say no longer follows from {claim.experiment}: {numbers(evidence)}"
        )
    if passes:
        raise BuildError(
            f"claim {claim.slug}: the check passes on the wrong version ({claim.wrong}), so it proves nothing"
        )
    return evidence


def describe(claim: Claim, evidence: Evidence | None) -> dict:
    """A decided claim as plain data."""
    said = (
        "section",
        "note",
        "statement",
        "kind",
        "experiment",
        "wrong",
        "ran",
        "tolerance",
        "source",
        "see",
    )
    data = {name: getattr(claim, name) for name in said}
    data["verdict"] = verdict(claim, evidence)
    data["numbers"] = (
        {name: value.item() if hasattr(value, "item") else value for name, value in evidence.numbers.items()}
        if evidence
        else {}
    )
    data["conditions"] = {name: bool(value) for name, value in evidence.note.items()} if evidence else {}
    return data


def tally(lessons: dict, gaps: int) -> dict[str, int]:
    """How many claims came to which verdict, how many rest on literature alone, and how many checkable-looking sentences carry none."""
    every = [claim for decided in lessons.values() for claim in decided.values()]
    names = {
        HOLDS: "hold",
        CONDITIONS: "conditions",
        CORRECTED: "corrected",
        ANSWERED: "answered",
        UNTESTABLE: "untestable",
    }
    counts = {name: sum(c["verdict"] == verdict for c in every) for verdict, name in names.items()}
    cited = sum(c["kind"] == "citation" for c in every)
    return counts | {"registered": len(every), "cited": cited, "ran": len(every) - cited, "gaps": gaps}


def numbers(evidence: Evidence) -> str:
    """The numbers of some evidence in one line."""
    return ", ".join(f"{name} = {float(value):.4g}" for name, value in evidence.numbers.items())


def registered(project) -> dict[str, tuple[str, Claim]]:
    """Slug → (lesson, claim), of every lesson; imports the claims and nothing that draws."""
    found = {}
    for lesson, path in project.claims().items():
        for claim in importlib.import_module(f"dlnotes.claims.{path.stem}").CLAIMS:
            if claim.slug in found:
                raise BuildError(f"claim {claim.slug}: registered in {found[claim.slug][0]} and in {lesson}")
            found[claim.slug] = (lesson, claim)
    return found
