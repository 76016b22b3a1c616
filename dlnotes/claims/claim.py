"""A claim, the evidence that a check finds for it, and the verdict that follows from the evidence.

The verdict is derived, never typed: the note's statement is true under all of the tested conditions, under some, or under
none. A claim that rests on literature alone says so and is counted apart.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

HOLDS, CONDITIONS, CORRECTED, ANSWERED, UNTESTABLE = (
    "holds",
    "holds with conditions",
    "corrected",
    "answered",
    "not testable here",
)
VERDICTS = (HOLDS, CONDITIONS, CORRECTED, ANSWERED, UNTESTABLE)
KINDS = ("identity", "derivation", "experiment", "citation")


@dataclass(frozen=True)
class Evidence:
    """What a check found: numbers to quote, where the note's statement is true, whether ours is."""

    numbers: dict[str, float]
    note: dict[
        str, bool
    ]  # tested condition → the note's statement is true there; empty if the note only asks
    ours: bool


@dataclass(frozen=True)
class Claim:
    slug: str
    section: str  # the page's heading under which the card stands
    note: str  # what the note says, in our words; Markdown
    statement: str  # what holds; Markdown, may quote [[experiment.number:format]] and [[slug.number:format]]
    kind: str  # one of KINDS
    experiment: str | None = None  # slug of the result that the check reads
    check: Callable[[dict], Evidence] | None = None
    control: Callable[[dict], dict] | None = (
        None  # result → the result of the wrong version, on which the check must fail
    )
    wrong: str = ""  # what the wrong version is, in a few words
    ran: str = ""  # what ran: seeds, sizes, the numbers that decided
    tolerance: str = ""  # the threshold of the check, and why it is where it is
    source: str = ""  # literature: where in it; required of a citation
    cited: str = ""  # the verdict of a citation
    see: dict[str, str] = field(
        default_factory=dict
    )  # further evidence: {"snippet": file, "lab": slug, "figure": slug}

    def __post_init__(self):
        problem = _problem(self)
        if problem:
            raise ValueError(f"claim {self.slug!r}: {problem}")

    @property
    def by_citation(self) -> bool:
        return self.kind == "citation"


def verdict(claim: Claim, evidence: Evidence | None) -> str:
    """The verdict that follows; a citation has its source's."""
    if claim.by_citation:
        return claim.cited
    if not evidence.note:
        return ANSWERED
    true = sum(evidence.note.values())
    return HOLDS if true == len(evidence.note) else CONDITIONS if true else CORRECTED


def _problem(claim):
    """What is missing of a claim, or None."""
    if claim.kind not in KINDS:
        return f"kind must be one of {', '.join(KINDS)}, got {claim.kind!r}"
    needed = ("section", "note", "statement")
    needed += (
        ("source", "cited")
        if claim.by_citation
        else ("experiment", "check", "control", "wrong", "ran", "tolerance")
    )
    missing = [name for name in needed if not getattr(claim, name)]
    if missing:
        return f"needs {', '.join(missing)}"
    if claim.by_citation and claim.cited not in VERDICTS:
        return f"cited must be one of {', '.join(VERDICTS)}, got {claim.cited!r}"
    if claim.by_citation and (claim.check or claim.experiment):
        return "a citation has no check: nothing that did not run is dressed up as run"
    if not claim.by_citation and claim.cited:
        return "a verdict is derived from the evidence, never typed"
    return None
