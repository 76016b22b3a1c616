"""What things cost, two of them in turn, and the ratio of the two: the median of the pairs and their range.

Absolute times depend on the machine and on what else it does; of two things measured one after the other
the ratio depends on it far less.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


class Cost(NamedTuple):
    seconds: float
    cpu: float | None = None  # in seconds, of the process and of those that it waited for
    megabytes: float | None = None  # the most that one process held


def command(arguments, folder: Path) -> Cost:
    """What `python -m …` costs in a folder whose package, if it has one, comes first."""
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=ENVIRONMENT | {"PYTHONPATH": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as run:
        start = time.perf_counter()
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
    if run.returncode:
        raise RuntimeError(f"`{' '.join(arguments)}` failed in {folder.name}")
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def call(act) -> Cost:
    """What a function of this process costs."""
    start, cpu = time.perf_counter(), time.process_time()
    act()
    return Cost(time.perf_counter() - start, time.process_time() - cpu)


most = None  # pairs of each row, if somebody is in a hurry; each row says how many it had


def compare(what, ours, reference, *, against, repeats=5, warm=True, **more) -> dict:
    """A row: `ours` and `reference` give a Cost each, in turn; with `warm` the first pair does not count."""
    count = min(repeats, most or repeats) + warm
    pairs = [(ours(), reference()) for _ in range(count)][warm:]
    return row(what, pairs, against=against, **more)


def row(what, pairs, *, against, **more) -> dict:
    """What a table says of pairs of costs; `more` may have the aims, and what a reader has to know."""
    found = {"what": what, "against": against, "pairs": len(pairs)}
    for name in Cost._fields:
        both = [(getattr(a, name), getattr(b, name)) for a, b in pairs]
        if all(None not in pair for pair in both):
            ratios = sorted(a / b for a, b in both)
            found[name] = {
                "ratio": round(statistics.median(ratios), 3),
                "range": [round(ratios[0], 3), round(ratios[-1], 3)],
                "ours": round(statistics.median(a for a, _ in both), 4),
                "reference": round(statistics.median(b for _, b in both), 4),
            }
    print(_told(found), flush=True)
    return found | more


def missing(what, against, install) -> dict:
    """The row of what cannot be compared with."""
    said = f"not installed: {install}"
    print(f"{what} / {against}: {said}", flush=True)
    return {"what": what, "against": against, "missing": said}


def _told(found):
    parts = [f"{name} {found[name]['ratio']}" for name in Cost._fields if name in found]
    return f"{found['what']} / {found['against']}: {', '.join(parts)}"
