"""From nothing: every result is made anew. Experiments that split run side by side, so that the whole should
take little more than their CPU time over the cores."""

import json
import os
import shutil

from tests.bench.measure import Cost, command, row
from tests.bench.projects import copy


def rows():
    with copy() as project:
        yield _cold(project.root)


def _cold(folder):
    """Everything from nothing; what the experiments cost is noted by the same build."""
    shutil.rmtree(folder / ".cache")
    whole = command(["dlnotes", "build"], folder)
    noted = (folder / ".cache" / "experiments").glob("*/*/seconds.json")
    experiments = sum(json.loads(path.read_text()) for path in noted) / os.cpu_count()
    return row(
        "everything from nothing",
        [(whole._replace(cpu=None, megabytes=None), Cost(experiments))],
        against=f"the CPU time of its experiments over {os.cpu_count()} cores",
        aim="ratio near 1",
    )
