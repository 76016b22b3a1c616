"""Claims decided: checks run on results, and what they found joined with the words of the pages.

Deciding needs a result and no page; joining needs pages and runs nothing. Another word decides nothing again.
"""

import ast
import copy
import importlib
import json
import traceback
from dataclasses import dataclass
from pathlib import Path

from dlnotes.claims._claim import (
    ANSWERED,
    CONDITIONS,
    CORRECTED,
    HOLDS,
    UNTESTABLE,
    Claim,
    Evidence,
    verdict,
)
from dlnotes.site import reading
from dlnotes.site.errors import BuildError, Problem, Problems, SourceError, UnknownSlug
from dlnotes.site.products import arrays
from dlnotes.site.products.product import MEANING, Source
from dlnotes.site.sources import page
from dlnotes.site.sources.claims import Card, cards, rebased
from dlnotes.site.sources.notation import filled
from dlnotes.site.sources.note import notes
from dlnotes.site.sources.words import minutes, words

NAME, DRAWS_ON = "claims", MEANING
AUTHORS_CODE = True


def sources(project):
    """The claims of a module are decided from the experiment of the same name."""
    return [Source(slug, path, upstream=(("experiments", slug),)) for slug, path in project.claims().items()]


def parts(task) -> list:
    return [None]


def make(project, task, part) -> dict:
    _keys(task.source, project.name(task.source))  # SourceError, if it has none
    module = importlib.import_module(f"dlnotes.claims.{task.source.stem}")
    return decide(module, arrays.load(task.upstream[0].entry(project.cache)))


def store(project, task, outcomes, folder: Path) -> None:
    (folder / "claims.json").write_text(json.dumps(outcomes[0], indent=1))


def files(project, task, entry) -> dict:
    return {}


def tables(project, entries, so_far) -> dict:
    """All claims in words and numbers, and how many there are of which kind."""
    decided = {task.slug: json.loads((entry / "claims.json").read_text()) for task, entry in entries.items()}
    rows = joined(cards(project), decided)
    of_runs = so_far["numbers.json"]
    known = of_runs | {slug: row["numbers"] | of_runs.get(slug, {}) for slug, row in rows.items()}
    for row in rows.values():
        row["plain"] = filled(row["statement"], known)  # for readers of claims.json
    return {"claims.json": rows, "numbers.json": {"claims": tally(rows)} | _times(project)}


# -- deciding ------------------------------------------------------------------------------------------------


def decide(module, result: dict) -> dict:
    """Slug → numbers and conditions of every claim of a module; Problems names all that do not stand."""
    found, wrong = {}, []
    for slug, claim in module.CLAIMS.items():
        if not isinstance(claim, Claim):
            said = f"it is Claim(check=…, control=…), not a {type(claim).__name__}"
            wrong.append(Problem(_name(module.__file__), 1, f"claim {slug}: {said}"))
            continue
        try:
            found[slug] = describe(examine(slug, claim, result))
        except BuildError as error:
            wrong.append(Problem.of(error))
    if wrong:
        raise Problems(wrong)
    return found


def examine(slug: str, claim: Claim, result: dict) -> Evidence:
    """The evidence for a claim; BuildError if it does not follow, or if the wrong version passes, too."""
    where = _place(claim.check.__code__.co_filename, claim.check.__code__.co_firstlineno)
    try:
        evidence = claim.check(result)
        wrong = claim.control(copy.deepcopy(result))  # a copy: a control may write into its argument
        other = claim.check(wrong) if isinstance(wrong, dict) else None
    except Exception as error:
        where = _place(*_authors_line(error))
        raise BuildError(f"{where}: claim {slug}: {type(error).__name__}: {error}") from error
    if not isinstance(wrong, dict):
        raise BuildError(f"{where}: claim {slug}: its control returns a result, a dict, not {wrong!r:.40}")
    for found in (evidence, other):
        if not isinstance(found, Evidence):
            raise BuildError(f"{where}: claim {slug}: its check returns Evidence, not {found!r:.40}")
    if not evidence.ours:
        raise BuildError(f"{where}: claim {slug}: what we say no longer follows: {numbers(evidence)}")
    if other.ours:
        raise BuildError(
            f"{where}: claim {slug}: the check passes on the wrong version, so it proves nothing"
        )
    return evidence


def describe(evidence: Evidence) -> dict:
    """What was found as plain data."""
    return {
        "numbers": {
            name: value.item() if hasattr(value, "item") else value
            for name, value in evidence.numbers.items()
        },
        "conditions": {slug: bool(true) for slug, true in evidence.note.items()},
    }


def numbers(evidence: Evidence) -> str:
    """The numbers of some evidence in one line."""
    return ", ".join(f"{name} = {float(value):.4g}" for name, value in evidence.numbers.items())


def _authors_line(error):
    """(file, line) where an error left the author's code, not that of a library called there."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not _is_foreign(Path(frame.filename))]
    return (own or frames)[-1].filename, (own or frames)[-1].lineno


def _is_foreign(file):
    """Whether a file belongs to a library or to this engine."""
    return "site-packages" in file.parts or Path(__file__).parents[1] in file.parents


def _place(file, line):
    return f"{_name(file)}:{line}"


def _name(file):
    return "/".join(Path(file).parts[-3:])


# -- which claims have a check -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Registered:
    """Where a claim is decided."""

    experiment: str
    path: str
    line: int


def registered(project) -> dict[str, Registered]:
    """Slug → where it is decided, of every module of claims that can be read; nothing is imported."""
    return _registered(project)[0]


def misregistered(project) -> list[Problem]:
    """What is wrong with the modules and entries that `registered` leaves out."""
    return _registered(project)[1]


def _registered(project):
    found, wrong = {}, []
    for experiment, path in project.claims().items():
        name = project.name(path)
        try:
            keys = _keys(path, name)
        except SourceError as error:
            wrong.append(error.problem)
            continue
        for slug, line in keys:
            if other := found.get(slug):
                said = f"claim {slug}: it is decided in {other.path}:{other.line} already"
                wrong.append(Problem(name, line, said))
            found.setdefault(slug, Registered(experiment, name, line))
    return found, wrong


def _keys(path, name):
    """(slug, line) of each entry of the dictionary CLAIMS."""
    for node in reading.module(path, name).body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["CLAIMS"]:
            keys = getattr(node.value, "keys", [None])
            if all(isinstance(key, ast.Constant) for key in keys):
                return [(key.value, key.lineno) for key in keys]
    wanted = 'CLAIMS = {"slug": Claim(check=…, control=…)} with slugs as literals'
    raise SourceError(name, 1, f"it has no {wanted}")


def experiment_of(card: Card, known: dict[str, Registered]) -> str | None:
    """The experiment that decides a card; none decides a citation."""
    if card.by_citation:
        return None
    if card.slug not in known:
        raise UnknownSlug("check in dlnotes/claims", card.slug, known, card.where)
    return known[card.slug].experiment


# -- joining -------------------------------------------------------------------------------------------------


def joined(cards: dict[str, Card], decided: dict) -> dict:
    """Slug → all that is published of a claim, in the order of the cards.

    `decided` is experiment → what `decide` gave. A claim that was never decided has no row.
    """
    found = {
        slug: {"experiment": experiment, **claim}
        for experiment, claims in decided.items()
        for slug, claim in claims.items()
    }
    nothing = {"experiment": None, "numbers": {}, "conditions": {}}
    return {
        slug: _row(card, nothing if card.by_citation else found[slug])
        for slug, card in cards.items()
        if card.by_citation or slug in found
    }


def _row(card, found):
    """Its texts have links that lead from the top of docs/."""
    tested = found["conditions"]
    texts = {name: rebased(text, card.page) for name, text in card.texts.items()}
    return {"page": card.page, "section": card.section, "kind": card.kind, **texts, "see": card.see} | {
        "experiment": found["experiment"],
        "verdict": card.verdict or verdict(tested),
        "numbers": found["numbers"],
        "conditions": {card.conditions.get(slug, slug): true for slug, true in tested.items()},
        "tested": tested,
    }


def _times(project):
    """Lesson → how many minutes it takes and how many words it has, as numbers that a page can quote."""
    return {
        f"{note.folder.name}-{path.stem}": {"minutes": minutes(lesson), "words": words(lesson).running}
        for note in notes(project)
        for path in note.lessons
        for lesson in [page.load(project, path)]
    }


def tally(rows: dict) -> dict[str, int]:
    """How many claims came to which verdict, and how many are cited."""
    verdicts = (HOLDS, CONDITIONS, CORRECTED, ANSWERED, UNTESTABLE)
    names = dict(zip(verdicts, ("hold", "conditions", "corrected", "answered", "untestable")))
    every = rows.values()
    counts = {name: sum(row["verdict"] == verdict for row in every) for verdict, name in names.items()}
    cited = sum(row["kind"] == "citation" for row in every)
    return counts | {"registered": len(every), "cited": cited, "ran": len(every) - cited}
