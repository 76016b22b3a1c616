"""The page `docs/speed.md`, of the numbers in `docs/speed.json` and no others."""

import json
from pathlib import Path

HEAD = """---
description: What the site costs - each row a ratio of two things measured in turn, with machine and date.
search: {boost: 0.003}
---

# Speed

What `make bench` found. Each row compares two things that were run in turn, pair after pair: the ratio is
the median over the pairs, in brackets the lowest and the highest. Below 1 the first of the two is cheaper.
Ratios hold on other machines, and the seconds do not. Time is what a clock on the wall says, CPU what the
processors worked; the two differ where others keep the machine busy, or where several processes work side
by side.
The numbers as data: [speed.json](speed.json).
"""
MEASURED = "{date}, on {machine}, where {load} processes wanted to run already; Python {python}, {packages}."
TABLE = """
| what | against | pairs | time | CPU | memory | seconds of ours: time, CPU | aim |
|---|---|---|---|---|---|---|---|
"""


def text(found: dict) -> str:
    """The Markdown of everything that was measured."""
    return HEAD + "".join(map(_group, found["groups"].values()))


def write(docs: Path, found: dict) -> None:
    (docs / "speed.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    (docs / "speed.md").write_text(text(found), encoding="utf-8")


def _group(group):
    title, _, said = group["about"].partition(": ")
    said = said[:1].upper() + said[1:]
    opening = f"\n## {title}\n\n{said}\n\nMeasured on {MEASURED.format(**group)}\n"
    return opening + TABLE + "".join(map(_row, group["rows"]))


def _row(row):
    if "missing" in row:
        cells = [f"`{row['missing'].removeprefix('not installed: ')}` first", *[""] * 5]
    else:
        ratios = [_ratio(row.get(name)) for name in ("seconds", "cpu", "megabytes")]
        cells = [str(row["pairs"]), *ratios, _own(row), row.get("aim", "")]
    return "| " + " | ".join([row["what"], row["against"], *cells]) + " |\n"


def _ratio(cost):
    if not cost:
        return ""
    low, high = cost["range"]
    spread = f" ({low:.2f} to {high:.2f})" if low != high else ""
    return f"{cost['ratio']:.2f}{spread}"


def _own(row):
    costs = [row[name].get("ours") for name in ("seconds", "cpu") if name in row]
    return ", ".join(f"{cost:.3g}" for cost in costs if cost is not None)
