"""What decides a claim: its check, the wrong version on which that must fail, and the verdict that follows.

A verdict is derived, never typed: the note's statement is true under all tested conditions, some or none.
Only a claim that rests on literature alone has its source's verdict.
"""

from collections.abc import Callable
from dataclasses import dataclass

HOLDS, CONDITIONS, CORRECTED = "holds", "holds with conditions", "corrected"
ANSWERED, UNTESTABLE = "answered", "not testable here"
VERDICTS = (HOLDS, CONDITIONS, CORRECTED, ANSWERED, UNTESTABLE)


@dataclass(frozen=True)
class Evidence:
    """What a check found: numbers to quote, where the note's statement is true, whether ours is."""

    numbers: dict[str, float]
    note: dict[
        str, bool
    ]  # slug of a tested condition → the note's statement is true there; empty if it only asks
    ours: bool


@dataclass(frozen=True)
class Claim:
    """How a claim is decided; its words stand on a page."""

    check: Callable[[dict], Evidence]
    control: Callable[[dict], dict]  # result → that of the wrong version, on which the check must fail


def verdict(note: dict[str, bool]) -> str:
    """The verdict that follows from where the note's statement is true."""
    if not note:
        return ANSWERED
    true = sum(map(bool, note.values()))
    return HOLDS if true == len(note) else CONDITIONS if true else CORRECTED
