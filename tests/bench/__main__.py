"""`make bench`: everything, or the groups that are named; then the page and its JSON are written anew.

Each group keeps when and on what it was measured. Nothing here is a test: a noisy neighbour must not turn CI
red.
"""

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import argparse
import json
import platform
from datetime import UTC, datetime
from importlib import metadata

from tests.bench import cold, growth, measure, numerics, page, peers, site
from tests.bench.projects import ROOT

GROUPS = {"site": site, "cold": cold, "growth": growth, "numerics": numerics, "peers": peers}
PACKAGES = (
    "numpy matplotlib mkdocs mkdocs-material math-core torch mkdocs-gallery markdown-exec mkdocs-jupyter"
)


def main(asked):
    docs = ROOT / "docs"
    path = docs / "speed.json"
    known = json.loads(path.read_text(encoding="utf-8"))["groups"] if path.is_file() else {}
    for name in asked or GROUPS:
        group = {"about": " ".join(GROUPS[name].__doc__.split())} | _circumstances()
        known[name] = group | {"rows": list(GROUPS[name].rows())}
        page.write(docs, {"groups": {name: known[name] for name in GROUPS if name in known}})


def _circumstances():
    """When, on what and with what; never where: a machine has no name here."""
    return {
        "date": f"{datetime.now(UTC):%-d %B %Y}",
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()}",
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "packages": ", ".join(filter(None, map(_version, PACKAGES.split()))),
    }


def _processor():
    for line in open("/proc/cpuinfo", encoding="utf-8") if os.path.exists("/proc/cpuinfo") else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _version(package):
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--pairs", type=int, help="at most so many for each row")
    arguments = parser.parse_args()
    measure.most = arguments.pairs
    main(arguments.groups)
